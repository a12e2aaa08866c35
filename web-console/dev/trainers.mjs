const boosting = [
  {
    name: 'rounds',
    type: 'integer',
    default: 60,
    min: 1,
    max: 5000,
    help: 'How many trees, at most',
  },
  {
    name: 'learningRate',
    type: 'number',
    default: 0.1,
    min: 0.001,
    max: 1,
    help: 'How much each tree may change',
  },
  {
    name: 'maxDepth',
    type: 'integer',
    default: 6,
    min: 1,
    max: 16,
    help: 'How many questions a tree may ask in a row',
  },
];

export const TRAINERS = [
  {
    task: 'tabular-classification',
    name: 'boosted-trees',
    title: 'Classification of table rows',
    summary: 'Gradient-boosted trees that choose one of several classes',
    target: { kinds: ['category', 'boolean', 'integer'] },
    needs: { text: false },
    hyperparameters: boosting,
  },
  {
    task: 'tabular-regression',
    name: 'boosted-trees',
    title: 'Regression on table rows',
    summary: 'Gradient-boosted trees that answer with a number',
    target: { kinds: ['number', 'integer'] },
    needs: { text: false },
    hyperparameters: boosting,
  },
  {
    task: 'text-classification',
    name: 'hashed-words',
    title: 'Classification of text',
    summary: 'Words and pairs of words, weighed, that choose one of several classes',
    target: { kinds: ['category', 'boolean', 'integer'] },
    needs: { text: true },
    hyperparameters: [
      {
        name: 'epochs',
        type: 'integer',
        default: 20,
        min: 1,
        max: 500,
        help: 'How often all rows are seen',
      },
    ],
  },
];

/** A table that a model can learn: measures of flowers of three kinds, made from a fixed seed. */
export function flowersCsv(rows = 300) {
  let seed = 7;
  const random = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 2_147_483_648;
  };
  const around = (mean, spread) =>
    (mean + spread * (random() + random() + random() - 1.5)).toFixed(2);
  const kinds = {
    meadow: [5.0, 3.4, 1.5, 0.3],
    marsh: [5.9, 2.8, 4.3, 1.3],
    ridge: [6.6, 3.0, 5.6, 2.0],
  };
  const soils = ['clay', 'loam', 'sand'];
  const lines = ['height_cm,leaf_cm,petal_cm,petal_width_cm,soil,kind'];
  for (let row = 0; row < rows; row += 1) {
    const kind = Object.keys(kinds)[row % 3];
    const measures = kinds[kind].map((mean) => around(mean, 0.8));
    const leaf = row % 29 === 0 ? '' : measures[1];
    lines.push(
      [measures[0], leaf, measures[2], measures[3], soils[Math.floor(random() * 3)], kind].join(
        ',',
      ),
    );
  }
  return `${lines.join('\n')}\n`;
}

export { DevicePage } from './DevicePage';
export { LoginForm } from './LoginForm';
export { LoginPage } from './LoginPage';
export { ProofForm } from './ProofForm';
export { RegisterPage } from './RegisterPage';
export { SetupPage } from './SetupPage';
export { useSignedIn } from './useSignedIn';

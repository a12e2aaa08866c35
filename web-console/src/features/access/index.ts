export { DevicePage } from './DevicePage';
export { LoginForm } from './LoginForm';
export { LoginPage } from './LoginPage';
export { RegisterPage } from './RegisterPage';
export { SetupPage } from './SetupPage';

/** Every field filled, through all levels: services describe their answers with optional fields only. */
type Filled<T> = T extends (infer E)[]
  ? Filled<E>[]
  : T extends object
    ? { [K in keyof T]-?: Filled<NonNullable<T[K]>> }
    : NonNullable<T>;

/** `true` while a service's answer has every field that the console reads, with a type that fits. */
export type Reads<Service, Console> = Filled<Service> extends Filled<Console> ? true : never;

/** `true` while a service knows every field that the console sends; unknown ones are refused. */
export type Sends<Service, Console> =
  Exclude<keyof Console, keyof Service> extends never
    ? Console extends Service
      ? true
      : never
    : never;

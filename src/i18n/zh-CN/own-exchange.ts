export const ownExchange = {} as const;

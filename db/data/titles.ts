/** What officials are called by; only what is no given name. */
export const TITLES: Record<string, string> = {
  主任: 'Director',
  书记: 'Secretary',
  科长: 'Section Chief',
  处长: 'Division Chief',
  局长: 'Bureau Chief',
  镇长: 'Mayor',
  村长: 'Village Head',
  医生: 'Doctor',
  老师: 'Teacher',
};

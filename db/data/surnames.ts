/** Surnames of two characters, as they are met in Guangdong and in books; every other surname is the first character. */
export const DOUBLE_SURNAMES: readonly string[] = [
  ...['欧阳', '司徒', '上官', '司马', '诸葛', '端木', '夏侯', '皇甫', '尉迟', '慕容', '令狐', '东方', '公孙', '南宫'],
  ...['长孙', '宇文', '轩辕', '司空', '钟离', '闻人', '太史', '淳于', '澹台', '独孤', '呼延', '西门', '百里', '欧陽'],
];

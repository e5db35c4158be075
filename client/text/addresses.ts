/** The part of a Chinese address down to its province, city, district, county or town: what addresses of one place share. */
export const endOfPlace = /^.*[省市区县镇]/

/** A number as the API takes it; grouping and full-width digits may be typed. */
export const plainDecimal = (typed: string) => typed.normalize('NFKC').replaceAll(/[,\s]/g, '').replace('。', '.')

declare module 'qrcode' {
  interface Made {
    /** Dark or light, row by row. */
    readonly modules: { readonly size: number; readonly data: Uint8Array }
  }
  const qrcode: { readonly create: (text: string, options: { readonly errorCorrectionLevel: 'M' }) => Made }
  export default qrcode
}

import qrcode from 'qrcode'
import style from './TwoFactor.module.css'

const quiet = 4

/** Dark on light in both themes, for that is how cameras read it. */
export default function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { size, data } = qrcode.create(text, { errorCorrectionLevel: 'M' }).modules
  const dark = [...data.keys()].filter((at) => data[at])
  const squares = dark.map((at) => `M${(at % size) + quiet} ${Math.floor(at / size) + quiet}h1v1h-1z`)
  const side = size + 2 * quiet
  return (
    <svg className={style.qr} viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={side} height={side} fill="#fff" />
      <path d={squares.join('')} fill="#000" />
    </svg>
  )
}

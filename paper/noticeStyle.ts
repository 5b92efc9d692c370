/** How a notice looks that is no slip: on the roll or on A5, black on white, larger on request. No number is wider than the roll. */
export const NOTICE = `
body{--text:8.6pt;--line:11.4pt;font-size:var(--text);line-height:var(--line);font-weight:500;padding:4mm}
body.roll{width:80mm}
body.large{--text:14pt;--line:18pt}
header{text-align:center}
h1{font-size:1.35em;line-height:1.25;margin:1.6mm 0;text-wrap:balance;text-align:center}
.number{font-size:11.6pt;line-height:1.4;font-weight:800;text-align:center;white-space:nowrap}
body.large .number{font-size:14pt}
.bars{margin:.6mm auto 2mm}
.keep{border-top:.3mm solid #000;margin-top:2.4mm;padding-top:1.6mm}
`

export const NOTICE_A5 = `
@page{size:148mm 210mm;margin:8mm}
body{padding:0}
@media screen{body{width:148mm;min-height:210mm;padding:8mm}}
`

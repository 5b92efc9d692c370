/** How an application looks: A4, 15 mm to 23 mm of margin, room for a punch at the left; its foot stands on each page. */
export const APPLICATION_STYLE = `
@page{size:210mm 297mm;margin:16mm 16mm 9mm 23mm}
body{font-size:11pt;line-height:15.5pt}
body.blank{font-size:10pt;line-height:14pt}
.blank h1{margin:3mm auto 2mm}
.blank .answers>tbody>tr>td,.blank .answers th{padding:.5mm 2mm}
body.large{font-size:14pt;line-height:19pt}
table{border-collapse:collapse;width:100%}
.sheet>tbody>tr>td{vertical-align:top}
.sheet>tfoot td{height:19mm}
.to{margin-left:76mm;display:grid;grid-template-columns:auto 1fr;gap:.6mm 3mm}
.to dt{color:#333}
.whom{margin-bottom:1mm}
u{text-decoration:none;border-bottom:.25mm solid #444;font-weight:600;padding:0 1.2mm}
u.line{display:inline-block;min-width:38mm;height:1.05em}
.to u.line,.answers u.line{display:block;min-width:0;margin-bottom:1mm}
.to dd{min-width:0}
h1{font-size:1.4em;line-height:1.3;text-align:center;margin:8mm auto 5mm;text-wrap:balance;max-width:150mm}
.request{margin-bottom:3mm;font-size:1.03em}
.answers{font-size:.95em;line-height:1.38;margin-bottom:3.5mm}
.answers>tbody>tr>td,.answers th{border:.2mm solid #777;padding:1.3mm 2.2mm;vertical-align:top;text-align:left}
.answers>tbody>tr>td:first-child{width:38%;color:#333}
.answers>tbody>tr>td+td{font-weight:600}
.answers .h th{font-weight:700;background:#f0f0f0}
.answers tr{break-inside:avoid}
.inner th{font-weight:500;border:0;padding:0 2mm .4mm 0}
.inner td{padding:0 2mm 0 0;vertical-align:top}
.box{display:inline-block;width:3.4mm;height:3.4mm;border:.3mm solid #000;margin-right:1.6mm;vertical-align:-.4mm}
.box.ticked{position:relative}
.box.ticked::after{content:"";position:absolute;left:.9mm;top:-.5mm;width:1.1mm;height:2.4mm;border:solid #000;border-width:0 .5mm .5mm 0;transform:rotate(40deg)}
.pick{display:inline-block;margin-right:4mm;font-weight:500}
.close{break-inside:avoid}
.consent{margin-bottom:1.6mm}
.safety{color:#333;font-size:.87em;line-height:1.35}
.sign{display:grid;grid-template-columns:52mm 1fr;gap:1mm 6mm;margin-top:3mm;break-inside:avoid}
.sign div{border-bottom:.25mm solid #222;height:9mm}
small{font-size:8pt;line-height:10pt;color:#333}
.large small{font-size:14pt;line-height:17pt}
.mark{border:.25mm solid #222;padding:2.4mm 3mm 3mm;margin-top:5mm;font-size:.88em;line-height:1.35;break-inside:avoid}
.mark div{display:grid;grid-template-columns:auto 1.4fr auto 1fr;gap:1mm 2.6mm;align-items:end;margin-top:1mm}
.mark i{border-bottom:.25mm solid #222;height:8.5mm}
.cut{margin-top:3.5mm;font-size:.82em;line-height:1.3;break-inside:avoid}
.scissors{border-top:.3mm dashed #444;text-align:center;line-height:1;margin-bottom:1.5mm}
.scissors span{font-size:7pt;color:#333;background:#fff;padding:0 2mm;position:relative;top:-1.4mm}
.lines{display:grid;grid-template-columns:auto 1.4fr auto 1fr;gap:.4mm 2.4mm;align-items:end}
.lines i{border-bottom:.25mm solid #222;height:6.5mm}
.large .cut,.large .mark{font-size:14pt;line-height:18pt}
.large .scissors span{font-size:14pt}
.large .lines,.large .mark div{grid-template-columns:auto 1fr}
.large footer span{display:none}
.blank .mark{margin-top:3mm;padding:1.6mm 3mm 2mm}
.blank .mark i{height:7mm}
.blank .sign div{height:7.5mm}
footer .matrix{margin-left:auto;flex:none}
footer{display:flex;gap:5mm;align-items:center;border-top:.2mm solid #777;padding-top:2mm;font-size:8pt;line-height:11pt;color:#222}
.large footer{font-size:14pt;line-height:17pt}
@media print{footer{position:fixed;left:0;right:0;bottom:3mm;height:14mm}}
@media screen{body{width:210mm;min-height:297mm;padding:16mm 16mm 9mm 23mm;position:relative}footer{position:absolute;left:23mm;right:16mm;bottom:12mm}}
`

/** How a slip looks: black on white without greys, since it is copied; lengths in mm and pt, since it is paper. */
export const SHARED = `
body{--text:7.4pt;--line:9.5pt;--small:6.7pt;--smallLine:8.5pt;font-size:var(--text);line-height:var(--line);font-weight:500}
body.large{--text:14pt;--line:17.5pt;--small:14pt;--smallLine:17pt}
small,.corner,.papers,.check,.next,.foot,.day{font-size:var(--small);line-height:var(--smallLine);font-weight:500}
b,dd,h1,h2{font-weight:700}
h1{font-size:10.5pt;line-height:12.6pt;text-align:center;margin-bottom:1mm}
h2{font-size:inherit;line-height:inherit}
header,h1,.foot,.by small,.type{text-wrap:balance}
header{text-align:center}
header b{font-size:1.06em}
.corner{display:flex;justify-content:space-between;margin-bottom:.6mm}
.duplicate{border:.5mm solid #000;text-align:center;padding:.6mm;margin:1mm 0}
.number{font-size:14pt;line-height:19pt;font-weight:800;text-align:center;white-space:nowrap;letter-spacing:.01em}
.bars{margin:.6mm auto 0}
dl{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:.5mm 3mm}
dd{text-align:right}
dd small{display:block;font-weight:500;white-space:nowrap}
dd:empty{display:none}
dt.all,.papers dt:has(+dd:empty){grid-column:1/-1}
.papers dt.h{font-weight:700}
.papers dd{font-weight:500}
ul{list-style:none}
li::before{content:"– "}
.by{border:.45mm solid #000;padding:1.2mm 2mm}
.by small{display:block}
.day{display:block}
.by b{font-size:15pt;line-height:19pt;font-weight:800}
.check{display:flex;gap:2mm;justify-content:space-between}
.check>div{flex:1}
.qr{flex:none;margin:-1.6mm -1.6mm -1.6mm 0}
h2~h2{margin-top:1mm}
ol{list-style:none;counter-reset:step}
ol li{counter-increment:step;position:relative;padding-left:1.45em}
ol li::before{content:counter(step) ".";position:absolute;left:0}
ol li+li{margin-top:.6mm}
.step b{font-weight:500}
.foot{text-align:center}
.cut{text-align:center;font-size:6.5pt;line-height:8pt;border-top:.35mm dashed #000;padding-top:.4mm}
.sign{display:grid;grid-template-columns:2fr 1fr;gap:4mm;margin-top:1mm}
.sign i{display:block;height:8mm;border-bottom:.3mm solid #000}
.received{margin-top:1mm}

.part>*+*{margin-top:1.4mm}
.part>.ruled{border-top:.3mm solid #000;padding-top:1.4mm}
.part>.by+.ruled{border-top:0;padding-top:0}

.large h1{font-size:17pt;line-height:21pt}
.large .by b{font-size:22pt;line-height:27pt}
.large .cut{font-size:14pt;line-height:17pt}
.large dl,.large .check,.large .sign{display:block}
.large dd{text-align:left;margin-bottom:1mm}
.large dd small{white-space:normal}
.large .qr{margin:2mm auto}
`

export const ROLL = `
body{width:80mm}
.part{padding:3mm 4mm}
.cut{margin:0 4mm}
header div+div{margin-top:.8mm}
`

/** Two columns; the branch's part stays whole. */
export const A5 = `
@page{size:148mm 210mm;margin:6mm 8mm 5mm}
body{--text:7.2pt;--line:9.1pt;--small:6.5pt;--smallLine:8.1pt}
@media screen{body{width:148mm;min-height:210mm;padding:6mm 8mm}}
.part{display:grid;grid-template-columns:1fr 1fr;column-gap:5mm}
.part>*{grid-column:1/-1}
.part>*+*,.by{margin-top:.9mm}
.part>.ruled{padding-top:.9mm}
.by{padding:.8mm 2mm}
.sign i{height:6mm}
.number{font-size:14pt;line-height:16pt}
header{display:grid;grid-template-columns:1fr 1fr;column-gap:5mm}
.top{display:grid;grid-template-columns:1fr 1fr;column-gap:5mm;align-items:center}
.top h1{grid-row:1/3;text-align:left;margin:0}
.top h1~*{grid-column:2}
.branch .top>*{grid-column:auto}
.facts dt{font-size:var(--small)}
.duplicate{padding:.2mm;margin:.4mm 0}
.customer .facts{order:1;grid-column:1}
.customer .by{order:2;grid-column:2;border-top:.45mm solid #000}
.customer .dates{order:3}
.customer .type{order:3}
.customer .papers{order:4;grid-column:1}
.customer .check{order:5;grid-column:2}
.customer .next,.customer .foot{order:6}
.facts,.papers{align-content:start}
.branch .facts{grid-column:1;order:1}
.branch .papers{grid-column:2;order:2}
.branch .type{order:3;border-top:0}
.branch .received{grid-column:1;order:4;align-self:end}
.branch .sign{grid-column:2;order:5;margin-top:0}
.branch{break-inside:avoid}
.cut{margin-top:1mm}
.large .part,.large .top,.large header{display:block}
.large .part>*+*{margin-top:1.4mm}
`

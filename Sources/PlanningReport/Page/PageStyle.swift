/// The page's style sheet: dark text on light, readable on a phone, printable on A4.
enum PageStyle {
    static let text = """
        :root { --ink: #1c2733; --soft: #51606f; --line: #d5dce3; --paper: #ffffff; --tint: #f3f6f9; --accent: #0b6e5b; --warn: #a33414; }
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 1.5rem clamp(1rem, 4vw, 3rem) 3rem; max-width: 78rem; background: var(--paper); color: var(--ink);
          font: 16px/1.5 system-ui, "Segoe UI", "Noto Sans", "Helvetica Neue", Arial, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif; }
        h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .5rem; }
        h2 { font-size: 1.3rem; margin: 2.5rem 0 .75rem; padding-top: .75rem; border-top: 2px solid var(--line); }
        h3 { font-size: 1.05rem; margin: 1.25rem 0 .5rem; }
        .lead { font-size: 1.1rem; max-width: 62rem; margin: 0 0 .25rem; }
        .note, figcaption { color: var(--soft); font-size: .875rem; }
        .cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 19rem), 1fr)); gap: .75rem; margin: 0; }
        .card { background: var(--tint); border-left: 4px solid var(--accent); border-radius: 4px; padding: .75rem 1rem; }
        .card dt { color: var(--soft); font-size: .875rem; }
        .card dd { margin: 0; }
        .card b { display: block; font-size: 1.4rem; line-height: 1.3; font-variant-numeric: tabular-nums; }
        .card span { color: var(--soft); font-size: .875rem; }
        .card.bad { border-color: var(--warn); }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; font-size: .9rem; font-variant-numeric: tabular-nums; }
        span[lang] { white-space: nowrap; } td > span[lang] { display: inline-block; min-width: 14em; white-space: normal; }
        table.narrow { width: auto; min-width: min(100%, 36rem); }
        th, td { padding: .35rem .6rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
        thead th { background: var(--tint); vertical-align: bottom; }
        tbody th { font-weight: 600; }
        .n { text-align: right; white-space: nowrap; }
        .c { text-align: center; }
        tfoot th, tfoot td, tr.country > * { font-weight: 700; }
        tr.region > * { background: #fafbfd; font-weight: 600; }
        tr.province th { font-weight: 400; padding-left: 1.6rem; }
        tr.bad > * { color: var(--warn); }
        details { margin: .75rem 0; }
        summary { cursor: pointer; font-weight: 600; padding: .25rem 0; }
        code { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: .875em; overflow-wrap: anywhere; }
        figure { margin: 0; }
        figure > .scroll > svg { display: block; width: 100%; min-width: 46rem; height: auto; }
        .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: 1rem; margin-bottom: 1rem; }
        .pair svg { display: block; width: 100%; height: auto; }
        .legend { list-style: none; display: flex; flex-wrap: wrap; gap: .35rem 1.25rem; margin: .75rem 0; padding: 0; color: var(--ink); }
        .legend li { display: flex; align-items: center; gap: .4rem; }
        .legend svg, svg.key { width: 1.25rem; height: 1.25rem; flex: none; vertical-align: -.3rem; }
        .land path { fill: #eef1f4; fill-rule: evenodd; stroke: #b4bfca; stroke-width: .8; }
        .dot { fill: none; stroke-linecap: round; }
        .dot.small { stroke-width: 2.6px; } .dot.medium { stroke-width: 4.2px; } .dot.large { stroke-width: 6px; }
        .pair .dot.small { stroke-width: 1.6px; } .pair .dot.medium { stroke-width: 2.6px; } .pair .dot.large { stroke-width: 3.6px; }
        .legend .dot.large, .key .dot.large { stroke-width: 11px; }
        .covered { stroke: #a9bccd; } .gained { stroke: #12967a; } .beyond { stroke: #d9822b; }
        .band0 { stroke: #2f6fb0; } .band1 { stroke: #8fbde0; } .band2 { stroke: #d9cf8a; } .band3 { stroke: #e58a3c; } .band4 { stroke: #a61c2e; }
        .reach path { fill: #12967a; fill-opacity: .05; stroke: #0b6e5b; stroke-opacity: .45; stroke-width: .8; stroke-dasharray: 4 3; }
        .donor path { fill: none; stroke: #5b3f8c; stroke-opacity: .55; stroke-width: 1.1; }
        .existing rect { fill: #24384b; stroke: #ffffff; stroke-width: 1; }
        .new circle { fill: #0b6e5b; stroke: #ffffff; stroke-width: 1.4; }
        .new text { fill: #ffffff; font-size: 10px; font-weight: 700; text-anchor: middle; }
        .label text { fill: #10202e; font-size: 12.5px; font-weight: 600; text-anchor: middle; paint-order: stroke; stroke: #ffffff; stroke-width: 3px; stroke-linejoin: round; }
        .leader path { stroke: #10202e; stroke-width: .8; }
        @media (max-width: 40rem) { .cards { grid-template-columns: repeat(auto-fit, minmax(10rem, 1fr)); } body { font-size: 15px; } h1 { font-size: 1.5rem; } th, td { padding: .3rem .4rem; } }
        @media print {
          @page { size: A4 landscape; margin: 12mm; }
          body { max-width: none; padding: 0; font-size: 10pt; }
          h2 { break-after: avoid; } tr, figure, .card { break-inside: avoid; } thead { display: table-header-group; }
          .scroll { overflow: visible; } figure > .scroll > svg { min-width: 0; max-height: 165mm; }
          * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        }
        """
}

/// The page's Mustache template.
///
/// Every `{{value}}` is escaped; only the maps and the style sheet, made and escaped in
/// code, go in as they are.
enum PageTemplate {
    static let text = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{{title}}</title>
        <style>
        {{{style}}}
        </style>
        </head>
        <body>
        <header>
        <h1>{{title}}</h1>
        <p class="lead">{{lead}}</p>
        <p class="note">Scenario {{scenario}}. Data: {{dataset}}.</p>
        </header>
        <main>
        <section aria-labelledby="answer">
        <h2 id="answer">The answer</h2>
        <dl class="cards">
        {{#cards}}<div class="card{{#isBad}} bad{{/isBad}}"><dt>{{label}}</dt><dd><b>{{value}}</b><span>{{detail}}</span></dd></div>
        {{/cards}}
        </dl>
        </section>

        <section aria-labelledby="map">
        <h2 id="map">Where the new centres go</h2>
        <figure>
        <div class="scroll" tabindex="0" role="region" aria-label="Map of centres">{{{map}}}</div>
        <figcaption>
        <ul class="legend">
        <li><svg viewBox="0 0 20 20" aria-hidden="true"><g class="new"><circle cx="10" cy="10" r="9"/></g></svg> new centre</li>
        <li><svg viewBox="0 0 20 20" aria-hidden="true"><g class="existing"><rect x="6" y="6" width="8" height="8"/></g></svg> city with a centre or leading hospital already</li>
        <li><svg viewBox="0 0 20 20" aria-hidden="true"><path class="dot large gained" d="M10 10h0"/></svg> within {{radius}} km thanks to the plan</li>
        <li><svg viewBox="0 0 20 20" aria-hidden="true"><path class="dot large covered" d="M10 10h0"/></svg> within {{radius}} km already</li>
        <li><svg viewBox="0 0 20 20" aria-hidden="true"><path class="dot large beyond" d="M10 10h0"/></svg> still beyond {{radius}} km</li>
        <li><svg viewBox="0 0 20 20" aria-hidden="true"><g class="donor"><path d="M2 15Q8 4 18 6"/></g></svg> donor hospital to new centre</li>
        </ul>
        <p>A dot is a county, larger with more residents. Distances are road-like: great circle × {{roadFactor}}. {{outlineNote}}</p>
        </figcaption>
        </figure>
        </section>

        <section aria-labelledby="centers">
        <h2 id="centers">New centres</h2>
        <div class="scroll" tabindex="0" role="region" aria-label="Table of new centres">
        <table>
        <thead><tr><th scope="col" class="n">#</th><th scope="col">City</th><th scope="col">Province</th><th scope="col">Region</th><th scope="col" class="n">Residents</th><th scope="col" class="n">Newly covered</th><th scope="col">Donor hospital</th><th scope="col">Donor’s city</th><th scope="col" class="n">km</th><th scope="col" class="n">Medics</th></tr></thead>
        <tbody>
        {{#centers}}<tr><td class="n">{{rank}}</td><th scope="row">{{city}} <span lang="zh-Hans">{{cityZh}}</span></th><td>{{province}}</td><td>{{region}}</td><td class="n">{{residents}}</td><td class="n">{{newlyCovered}}</td><td><span lang="zh-Hans">{{donor}}</span></td><td>{{donorCity}}</td><td class="n">{{km}}</td><td class="n">{{medics}}{{#short}} <strong>({{short}} short)</strong>{{/short}}</td></tr>
        {{/centers}}
        </tbody>
        <tfoot><tr><th scope="row" colspan="5">In all</th><td class="n">{{newlyCoveredInAll}}</td><td colspan="3"></td><td class="n">{{medicsInAll}}</td></tr></tfoot>
        </table>
        </div>
        <p class="note">Newly covered: residents within {{radius}} km who had no centre within {{radius}} km before, each counted once, at the nearest new centre. Medics: sent by the donor{{#disciplines}}; {{.}}{{/disciplines}}.</p>
        </section>

        <section aria-labelledby="distance">
        <h2 id="distance">How far people are, before and after</h2>
        <div class="pair">
        <figure><div>{{{mapBefore}}}</div><figcaption>Before: existing centres alone</figcaption></figure>
        <figure><div>{{{mapAfter}}}</div><figcaption>After: with the new centres</figcaption></figure>
        </div>
        <div class="scroll" tabindex="0" role="region" aria-label="Residents by distance">
        <table class="narrow">
        <thead><tr><th scope="col">Road-like distance to the nearest centre</th><th scope="col" class="n">Residents before</th><th scope="col" class="n">after</th><th scope="col" class="n">change</th></tr></thead>
        <tbody>
        {{#bands}}<tr><th scope="row"><svg class="key" viewBox="0 0 20 20" aria-hidden="true"><path class="dot large {{cssClass}}" d="M10 10h0"/></svg> {{label}}</th><td class="n">{{before}}</td><td class="n">{{after}}</td><td class="n">{{change}}</td></tr>
        {{/bands}}
        </tbody>
        </table>
        </div>
        </section>

        <section aria-labelledby="access">
        <h2 id="access">Access by region and province</h2>
        <div class="scroll" tabindex="0" role="region" aria-label="Access by region and province">
        <table>
        <thead>
        <tr><th scope="col" rowspan="2">Area</th><th scope="col" rowspan="2" class="n">Residents</th><th scope="colgroup" colspan="3" class="c">Within {{radius}} km, %</th><th scope="colgroup" colspan="2" class="c">Mean km</th><th scope="colgroup" colspan="2" class="c">90th percentile, km</th><th scope="colgroup" colspan="2" class="c">Nearest in own province, %</th></tr>
        <tr><th scope="col" class="n">before</th><th scope="col" class="n">after</th><th scope="col" class="n">change</th><th scope="col" class="n">before</th><th scope="col" class="n">after</th><th scope="col" class="n">before</th><th scope="col" class="n">after</th><th scope="col" class="n">before</th><th scope="col" class="n">after</th></tr>
        </thead>
        <tbody>
        {{#access}}<tr class="{{level}}"><th scope="row">{{name}}</th><td class="n">{{population}}</td><td class="n">{{coverageBefore}}</td><td class="n">{{coverageAfter}}</td><td class="n">{{change}}</td><td class="n">{{meanBefore}}</td><td class="n">{{meanAfter}}</td><td class="n">{{p90Before}}</td><td class="n">{{p90After}}</td><td class="n">{{ownBefore}}</td><td class="n">{{ownAfter}}</td></tr>
        {{/access}}
        </tbody>
        </table>
        </div>
        {{#equity}}<p class="note">Evenness of access, 0 being even: Gini coefficient {{giniBefore}} before, {{giniAfter}} after; Theil index {{theilBefore}} before, {{theilAfter}} after (floating catchments of {{radius}} km).</p>{{/equity}}
        </section>

        <section aria-labelledby="methods">
        <h2 id="methods">Beside other methods</h2>
        <p>Same rules, same objective: {{objective}}.</p>
        <div class="scroll" tabindex="0" role="region" aria-label="Comparison of methods">
        <table>
        <thead><tr><th scope="col">Method</th><th scope="col">Status</th><th scope="col" class="n">Objective, {{unit}}</th><th scope="col" class="n">Bound</th><th scope="col" class="n">Gap</th><th scope="col" class="n">Newly covered</th><th scope="col" class="n">Seconds</th></tr></thead>
        <tbody>
        {{#methods}}<tr><th scope="row">{{name}}</th><td>{{status}}</td><td class="n">{{objective}}</td><td class="n">{{bound}}</td><td class="n">{{gap}}</td><td class="n">{{newlyCovered}}</td><td class="n">{{seconds}}</td></tr>
        {{/methods}}
        </tbody>
        </table>
        </div>
        {{#comparisons}}<p>{{.}}</p>
        {{/comparisons}}
        </section>

        {{#dispatch}}
        <section aria-labelledby="dispatch">
        <h2 id="dispatch">Staff for community-level institutions</h2>
        <table class="narrow">
        <tbody>
        {{#rows}}<tr><th scope="row">{{label}}</th><td>{{value}}</td></tr>
        {{/rows}}
        </tbody>
        </table>
        {{#hasShortages}}
        <details{{#isShort}} open{{/isShort}}>
        <summary>Institutions without anyone: {{missing}} in {{shortCounties}} counties</summary>
        <table class="narrow">
        <thead><tr><th scope="col">County</th><th scope="col">City and province</th><th scope="col" class="n">Institutions</th></tr></thead>
        <tbody>
        {{#shortages}}<tr><th scope="row">{{county}}</th><td>{{place}}</td><td class="n">{{institutions}}</td></tr>
        {{/shortages}}
        </tbody>
        </table>
        </details>
        {{/hasShortages}}
        {{^hasShortages}}<p>No shortage: every institution has someone.</p>{{/hasShortages}}
        <ul class="note">
        {{#reasons}}<li>{{.}}</li>
        {{/reasons}}
        {{#notes}}<li>{{.}}</li>
        {{/notes}}
        </ul>
        </section>
        {{/dispatch}}

        <section aria-labelledby="assumptions">
        <h2 id="assumptions">What the plan assumes</h2>
        <ul>
        {{#assumptions}}<li>{{.}}</li>
        {{/assumptions}}
        </ul>
        {{#hasExceptions}}
        <h3>Rules it waives</h3>
        <ul>
        {{#exceptions}}<li><b>{{subject}}</b>, rule <code>{{rule}}</code>: {{reason}}</li>
        {{/exceptions}}
        </ul>
        {{/hasExceptions}}
        </section>

        <section aria-labelledby="verification">
        <h2 id="verification">Why it can be trusted</h2>
        <p>{{trust}}</p>
        <details{{#isFailed}} open{{/isFailed}}>
        <summary>{{checkSummary}}</summary>
        <table>
        <thead><tr><th scope="col">Check</th><th scope="col">Result</th><th scope="col">Found</th></tr></thead>
        <tbody>
        {{#checks}}<tr{{#isBad}} class="bad"{{/isBad}}><th scope="row">{{name}}</th><td>{{result}}</td><td>{{detail}}</td></tr>
        {{/checks}}
        </tbody>
        </table>
        </details>
        </section>

        <section aria-labelledby="sources">
        <h2 id="sources">Sources</h2>
        <ul>
        {{#sources}}<li>{{.}}</li>
        {{/sources}}
        </ul>
        <p class="note">Data fingerprint: <code>{{fingerprint}}</code></p>
        </section>
        </main>
        <footer><p class="note">Made with Meridian. The same plan is in plan.json, centers.csv and dispatch.csv beside this page.</p></footer>
        </body>
        </html>

        """
}

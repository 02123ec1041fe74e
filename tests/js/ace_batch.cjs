// Checks every book named on the command line with Ace, in one browser:
//     node ace_batch.cjs NODE_MODULES REPORTS BOOK...
// The report of the first book is REPORTS/0/report.json, and so on. Ace by itself starts a browser for each book.
const { createRequire } = require('node:module')
const path = require('node:path')

const [modules, reports, ...books] = process.argv.slice(2)
const load = createRequire(path.join(path.resolve(modules), 'none.js'))
const ace = load('@daisy/ace-core')
const runner = load('@daisy/ace-axe-runner-puppeteer')

const opened = { ...runner, launch: async () => {}, close: async () => {} }

// Half of the time of a book goes into waiting.
const AT_ONCE = 2

async function check(queue) {
    for (const [at, book] of queue) {
        const outdir = path.join(path.resolve(reports), String(at))
        await ace(path.resolve(book), { cwd: process.cwd(), outdir }, opened)
    }
}

async function main() {
    load('winston').configure({ silent: true })
    await runner.launch()
    try {
        const queue = books.entries()
        await Promise.all(Array.from({ length: AT_ONCE }, () => check(queue)))
    } finally {
        await runner.close()
    }
}

main().then(() => process.exit(0), (fault) => {
    console.error(fault)
    process.exit(1)
})

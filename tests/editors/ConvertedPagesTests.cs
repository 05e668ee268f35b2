using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace NotebookNet.Editors.Tests;

/// <summary>What a reader sees of a stored notebook in nbconvert's HTML.</summary>
[Collection<Chromium>]
public sealed partial class ConvertedPagesTests(Chromium chromium, ConvertedCourse pages)
    : IClassFixture<ConvertedCourse>
{
    public static TheoryData<string> Names => [.. Course.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_page_shows_every_figure_equation_and_solution(string name)
    {
        IPage page = await chromium.NewPage();
        List<string> faults = [];
        page.PageError += (_, error) => faults.Add($"an error of a script: {error}");
        page.RequestFailed += (_, request) => faults.Add($"not loaded: {request.Url}");
        await page.GotoAsync(pages.Page(name));
        await page.WaitForFunctionAsync("!!window.MathJax?.Hub?.Queue");
        faults.AddRange(await page.EvaluateAsync<string[]>(Reading));

        int pictures = await page.EvaluateAsync<int>(
            "[...document.querySelectorAll('.jp-OutputArea img[src^=\"data:image/png\"]')].filter(picture => picture.naturalWidth > 0).length"
        );
        int figures = Course.Figures(Course.PathOf(name)).Count;
        if (pictures != figures)
        {
            faults.Add($"{pictures} pictures of {figures} figures");
        }

        string[] solutions = await page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('details pre')].map(code => code.textContent)"
        );
        string[] written = [.. Solutions(name)];
        if (!written.SequenceEqual(solutions.Select(Trimmed)))
        {
            faults.Add(
                $"of {written.Length} solutions {written.Except(solutions.Select(Trimmed)).Count()} are not shown as they are written"
            );
        }
        await Chromium.Picture(page, "nbconvert-" + name);
        await page.Context.CloseAsync();
        Assert.True(faults is [], $"{name}: {string.Join("; ", faults)}");
    }

    /// <summary>As an editor's own renderer does, which takes the stored data.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_stored_figure_is_drawn_from_its_data(string name)
    {
        IPage page = await chromium.NewPage();
        List<string> faults = [];
        page.PageError += (_, error) => faults.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                faults.Add(message.Text);
            }
        };
        await page.SetContentAsync("<!doctype html><div id='figure'></div>");
        await page.AddScriptTagAsync(new() { Content = PlotlyScript.Source });
        int number = 0;
        foreach (var figure in Course.Figures(Course.PathOf(name)))
        {
            number++;
            bool isDrawn = await page.EvaluateAsync<bool>(
                """
                async text => {
                  const element = document.getElementById('figure');
                  Plotly.purge(element);
                  await Plotly.newPlot(element, JSON.parse(text));
                  return !!element.querySelector('.scatterlayer .js-line, .plot path, .gl-container canvas, image, .heatmaplayer, .points path, .slice, table')
                    && element.querySelector('.main-svg').getBoundingClientRect().width > 0;
                }
                """,
                figure.ToJsonString()
            );
            if (!isDrawn)
            {
                faults.Add($"figure {number} shows nothing");
            }
        }
        await page.Context.CloseAsync();
        Assert.True(faults is [], $"{name}: {string.Join("; ", faults)}");
    }

    /// <summary>What a reader would stumble over: pictures that are missing, equations that are not typeset, code that looks like prose.</summary>
    private const string Reading = """
        async () => {
          await new Promise(done => MathJax.Hub.Queue(done));
          const faults = [];
          for (const picture of document.images) {
            await picture.decode().catch(() => faults.push(`a broken picture: ${picture.src.slice(0, 80)}`));
          }
          for (const error of document.querySelectorAll('.MathJax_Error, .merror, .mjx-merror')) {
            faults.push(`an equation that MathJax refuses: ${error.textContent}`);
          }
          const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          for (let text; text = texts.nextNode();) {
            if (text.parentElement.closest('pre, code, script, style, .mjx-chtml, .MathJax, .MathJax_Preview, .jp-OutputArea, #MathJax_Message')) { continue; }
            const raw = /\$[^$]*\$|\\[a-zA-Z]{2,}|\\[()[\]]/.exec(text.data);
            if (raw) { faults.push(`not typeset: ${raw[0].slice(0, 80)}`); }
          }
          for (const code of document.querySelectorAll('details pre')) {
            const style = getComputedStyle(code);
            if (!style.whiteSpace.startsWith('pre')) { faults.push('a solution whose lines run together'); }
          }
          for (const details of document.querySelectorAll('details')) {
            if (!details.querySelector('summary')?.textContent.trim()) { faults.push('a solution without a heading'); }
            if (details.textContent.includes('```')) { faults.push('a solution with a fence in it'); }
          }
          return faults;
        }
        """;

    private static IEnumerable<string> Solutions(string name) =>
        from cell in Course.Cells(Course.PathOf(name))
        where (string)cell["cell_type"]! == "markdown"
        from Match details in Details().Matches(Course.Text(cell["source"]!))
        from Match code in Code().Matches(details.Value)
        select Trimmed(WebUtility.HtmlDecode(code.Groups[1].Value));

    private static string Trimmed(string code) => code.Trim('\n');

    [GeneratedRegex("<details.*?</details>", RegexOptions.Singleline)]
    private static partial Regex Details();

    [GeneratedRegex("<pre><code[^>]*>(.*?)</code></pre>", RegexOptions.Singleline)]
    private static partial Regex Code();
}

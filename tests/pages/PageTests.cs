using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace NotebookNet.Pages.Tests;

/// <summary>What holds for every page, whatever it shows.</summary>
[Collection<Reader>]
public sealed class PageTests(Reader reader)
{
    [Theory]
    [MemberData(nameof(Site.Pages), MemberType = typeof(Site))]
    public async Task Nothing_is_amiss_on_a_page(string page)
    {
        await using OpenPage open = await reader.Open(page);
        List<string> faults = [.. await FirstSeen(open), .. await Equations(open)];
        await open.Unfold();
        if (await open.Page.Locator(".notebook-figure").CountAsync() > 0)
        {
            await open.Drawn(open.Page.Locator(".notebook-figure").First);
        }
        faults.AddRange(open.Complaints);
        faults.AddRange(open.RequestsOutside.Select(url => $"asks another host: {url}"));
        faults.AddRange(await Accessibility(open, "light", new AxeRunOptions()));
        await open.SetTheme("dark");
        // All that is not colour is the same.
        RunOnlyOptions colors = new()
        {
            Type = "rule",
            Values = ["color-contrast", "link-in-text-block"],
        };
        faults.AddRange(await Accessibility(open, "dark", new AxeRunOptions { RunOnly = colors }));
        Assert.Empty(faults);
    }

    [Theory]
    [MemberData(nameof(Site.Pages), MemberType = typeof(Site))]
    public async Task A_page_does_not_scroll_sideways_on_a_phone(string page)
    {
        await using OpenPage open = await reader.Open(page, width: 360, touch: true);
        await open.Unfold();
        string[] wide = await open.Page.EvaluateAsync<string[]>(
            """
            () => {
              const width = document.documentElement.clientWidth;
              if (document.documentElement.scrollWidth <= width) { return []; }
              const found = [...document.body.querySelectorAll('*')]
                .filter(part => part.getBoundingClientRect().right > width + 1)
                .filter(part => {
                  for (let box = part.parentElement; box; box = box.parentElement) {
                    if (getComputedStyle(box).overflowX !== 'visible' && box !== document.body) { return false; }
                  }
                  return true;
                })
                .map(part => part.outerHTML.slice(0, 200));
              return [`${document.documentElement.scrollWidth} pixels wide`, ...found];
            }
            """
        );
        Assert.Empty(wide);
    }

    [Theory]
    [InlineData(Site.Chapter)]
    [InlineData(Site.Tables)]
    public async Task Without_scripts_text_pictures_and_answers_are_there(string page)
    {
        await using OpenPage open = await reader.Open(page, scripts: false);
        Assert.True((await open.Page.Locator("article").InnerTextAsync()).Length > 2000);
        ILocator answer = open.Page.Locator(".notebook-answer:has(.notebook-figure)").First;
        await answer.Locator("> summary").ClickAsync();
        Assert.True(await answer.Locator("> :not(summary)").First.IsVisibleAsync());
        ILocator picture = answer.Locator(".notebook-figure img").First;
        await picture.ScrollIntoViewIfNeededAsync();
        Assert.True(await picture.IsVisibleAsync());
        Assert.Equal(0, await open.Page.Locator(".notebook-plot").CountAsync());
    }

    /// <summary>The largest piece that is painted: text, or a picture that is fetched at once into a place that is kept for it.</summary>
    private static Task<string[]> FirstSeen(OpenPage open) =>
        open.Page.EvaluateAsync<string[]>(
            """
            () => new Promise(resolve => new PerformanceObserver(list => {
              const { element } = list.getEntries().at(-1);
              const isWell = element?.tagName !== 'IMG' || (element.loading !== 'lazy' && element.hasAttribute('width') && element.hasAttribute('height'));
              resolve(isWell ? [] : [`the largest piece is a picture that is fetched late, or has no place: ${element.outerHTML}`]);
            }).observe({ type: 'largest-contentful-paint', buffered: true }))
            """
        );

    private static Task<string[]> Equations(OpenPage open) =>
        open.Page.EvaluateAsync<string[]>(
            """
            () => [
              ...[...document.querySelectorAll('.math:not(:has(mjx-container))')].map(math => `not typeset: ${math.textContent}`),
              ...[...document.querySelectorAll('mjx-merror, [data-mml-node="merror"]')].map(error => `an error: ${error.closest('mjx-container').parentElement.textContent || error.dataset.mjxError}`),
              ...[...document.querySelectorAll('article :is(p, li, td)')]
                .filter(part => part.closest('pre, code, .notebook-output') === null)
                .flatMap(part => [...part.childNodes].filter(node => node.nodeType === Node.TEXT_NODE && /\$\$|\\[a-z]{3,}/.test(node.data)))
                .map(text => `left as it is written: ${text.data.trim()}`),
            ]
            """
        );

    private static async Task<IEnumerable<string>> Accessibility(
        OpenPage open,
        string theme,
        AxeRunOptions options
    )
    {
        // What is no violation is not asked for.
        options.ResultTypes = [ResultType.Violations];
        AxeResult result = await open.Page.RunAxe(options);
        return from violation in result.Violations
            where violation.Impact is "serious" or "critical"
            from node in violation.Nodes.Take(3)
            select $"{theme}: {violation.Id}, {violation.Nodes.Length} times: {node.Html}";
    }
}

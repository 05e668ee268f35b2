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
    public async Task A_page_asks_nobody_else_and_complains_of_nothing(string page)
    {
        await using OpenPage open = await reader.Open(page);
        await open.Unfold();
        foreach (ILocator figure in await open.Page.Locator(".notebook-figure").AllAsync())
        {
            await open.Drawn(figure);
        }
        Assert.Empty(open.Complaints);
        Assert.Empty(open.RequestsOutside);
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
    [MemberData(nameof(Site.Pages), MemberType = typeof(Site))]
    public async Task Every_equation_is_typeset(string page)
    {
        await using OpenPage open = await reader.Open(page);
        string[] faults = await open.Page.EvaluateAsync<string[]>(
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
        Assert.Empty(faults);
    }

    [Theory]
    [MemberData(nameof(Site.Pages), MemberType = typeof(Site))]
    public async Task Axe_finds_nothing_serious_in_light_and_in_dark(string page)
    {
        List<string> faults = [];
        foreach (ColorScheme scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await using OpenPage open = await reader.Open(page, scheme: scheme);
            await open.Unfold();
            if (await open.Page.Locator(".notebook-figure").CountAsync() > 0)
            {
                await open.Drawn(open.Page.Locator(".notebook-figure").First);
            }
            AxeResult result = await open.Page.RunAxe();
            faults.AddRange(
                from violation in result.Violations
                where violation.Impact is "serious" or "critical"
                from node in violation.Nodes.Take(3)
                select $"{scheme}: {violation.Id}, {violation.Nodes.Length} times: {node.Html}"
            );
        }
        Assert.Empty(faults);
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
}

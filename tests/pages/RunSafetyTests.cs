using System.Security.Cryptography;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace NotebookNet.Pages.Tests;

/// <summary>What a cell may not reach, what works without network, and what holds for every reader while cells run.</summary>
[Collection<Reader>]
public sealed class RunSafetyTests(Reader reader)
{
    [Fact]
    public void Every_page_says_that_everything_comes_from_the_site_and_names_the_script_in_its_text()
    {
        Needs.Site();
        List<string> faults = [];
        foreach ((string page, IHtmlDocument document) in SiteFiles.Pages)
        {
            IElement? policy = document.QuerySelector(
                "head > meta[http-equiv='Content-Security-Policy']"
            );
            if (
                policy is null
                || policy.PreviousElementSibling?.HasAttribute("charset") != true
                || !policy
                    .GetAttribute("content")!
                    .StartsWith(
                        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval' 'sha256-",
                        StringComparison.Ordinal
                    )
            )
            {
                faults.Add($"{page}: no policy before everything else");
                continue;
            }
            faults.AddRange(
                from script in document.QuerySelectorAll("script:not([src])")
                let sum = SHA256.HashData(Encoding.UTF8.GetBytes(script.TextContent))
                where
                    !policy
                        .GetAttribute("content")!
                        .Contains(
                            $"'sha256-{Convert.ToBase64String(sum)}'",
                            StringComparison.Ordinal
                        )
                select $"{page}: a script that the policy does not name"
            );
            faults.AddRange(
                from element in document.All
                from attribute in element.Attributes
                where attribute.Name.StartsWith("on", StringComparison.Ordinal)
                select $"{page}: {element.LocalName} {attribute.Name}"
            );
        }
        Assert.Empty(faults);
    }

    [Fact]
    public async Task What_a_cell_shows_as_HTML_runs_nothing_and_asks_nobody()
    {
        await using RunPage run = await reader.OpenToRun();
        string outside = run.Page.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        await run.Write(
            0,
            $$$"""
            // fake: {"type":"result","bundle":{"text/html":"<p id=there>there</p><script>parent.document.title = 'taken'</script><img src=x onerror=\"parent.document.title = 'taken'\"><img src=\"{{{outside}}}?picture\"><meta http-equiv=refresh content=\"0;url={{{outside}}}?refresh\"><a id=away href=\"{{{outside}}}?link\">away</a><a id=up target=_top href=\"{{{outside}}}?top\">up</a>"}}
            """
        );
        string before = run.Page.Url;
        List<string> answered = [];
        run.Page.Response += (_, answer) => answered.Add(answer.Url);
        await run.Page.Keyboard.PressAsync("Control+Enter");
        await run.Ends(0);
        IFrameLocator frame = run.Outputs(0).FrameLocator("iframe");
        await Expect(frame.Locator("#there")).ToBeVisibleAsync();
        await frame.Locator("#up").ClickAsync();
        Assert.Equal(before, run.Page.Url);
        await frame.Locator("#away").ClickAsync();
        Assert.DoesNotContain("taken", await run.Page.TitleAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(answered, url => url.StartsWith(outside, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_cell_asks_the_site_and_nobody_else()
    {
        await using RunPage run = await reader.OpenToRun();
        string outside = run.Page.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        await run.Write(0, $"// fake: fetch {run.Page.Url}\n// fake: fetch {outside}");
        await run.Page.Keyboard.PressAsync("Control+Enter");
        await run.Ends(0);
        await Expect(run.Outputs(0)).ToHaveTextAsync("200\nrefused");
    }

    [Fact]
    public async Task A_page_once_run_runs_again_without_network()
    {
        await using RunPage run = await reader.OpenToRun();
        await run.Press(0);
        await run.Page.WaitForFunctionAsync(
            """
            async () => {
              const cache = await caches.open('notebooknet-pages');
              const wanted = ['00-start-here.html', '00-start-here.ipynb', 'page.js', 'editor.min.js', 'figure-1.json', 'plotly.min.js'];
              const kept = (await cache.keys()).map(request => request.url);
              return wanted.every(name => kept.some(url => url.endsWith(name)));
            }
            """
        );
        await run.Page.Context.SetOfflineAsync(true);
        await run.Page.ReloadAsync();
        await run.Open.Settle();
        await run.Write(1, "// without network");
        await run.Page.Keyboard.PressAsync("Control+Enter");
        await run.Ends(1);
        await run.Open.Unfold();
        await run.Open.Drawn(run.Page.Locator(".notebook-figure").First);
    }

    [Fact]
    public async Task A_new_engine_takes_the_place_of_the_old_one_and_what_is_the_same_stays()
    {
        await using RunPage run = await reader.OpenToRun();
        await run.Press(0);
        string[] kept = await run.Page.EvaluateAsync<string[]>(
            """
            async () => {
              const cache = await caches.open('notebooknet-engine');
              const list = new URL('../engine/files.json', location).href;
              const address = name => new URL(`../engine/${name}`, location).href;
              // As an older engine had left it.
              const before = { packs: [{ url: 'part.bin?0', bytes: 4000000 }], data: [{ path: 'engine/data.bin', sha256: '1' }, { path: 'engine/old.bin', sha256: '1' }] };
              await cache.put(list, new Response(JSON.stringify(before)));
              await cache.put(address('part.bin?0'), new Response('old'));
              await cache.put(address('old.bin'), new Response('old'));
              await fetch(list);
              return (await cache.keys()).map(request => request.url.split('/').at(-1)).sort();
            }
            """
        );
        Assert.Equal(["data.bin", "files.json", "part.bin?1", "worker.js"], kept);
    }

    [Fact]
    public async Task While_cells_run_axe_finds_nothing_serious_in_light_and_in_dark()
    {
        List<string> faults = [];
        foreach (ColorScheme scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await using RunPage run = await reader.OpenToRun(scheme: scheme);
            await run.Write(
                0,
                """
                // fake: {"type":"error","ename":"Oh","evalue":"no","traceback":[]}
                int there = 1; string text = "text";
                """
            );
            await run.Page.Keyboard.PressAsync("Control+Enter");
            await run.Ends(0, "failed");
            await run.Button("Variables").ClickAsync();
            // No frame is open here: axe would wait for ever for one that runs no scripts.
            await run.Write(1, "// fake: hang");
            await run.Page.Keyboard.PressAsync("Control+Enter");
            await run.Ends(1, "running");
            AxeResult result = await run.Page.RunAxe();
            faults.AddRange(
                from violation in result.Violations
                where violation.Impact is "serious" or "critical"
                from node in violation.Nodes.Take(3)
                select $"{scheme}: {violation.Id}, {violation.Nodes.Length} times: {node.Html}"
            );
        }
        Assert.Empty(faults);
    }

    [Fact]
    public async Task While_cells_run_a_phone_does_not_scroll_sideways_and_paper_has_no_buttons()
    {
        await using RunPage run = await reader.OpenToRun(width: 360, touch: true);
        await run.Write(
            0,
            "// fake: {\"type\":\"stream\",\"name\":\"stdout\",\"text\":\""
                + new string('x', 400)
                + "\"}"
        );
        await run.Page.Keyboard.PressAsync("Control+Enter");
        await run.Ends(0);
        await run.Button("Variables").ClickAsync();
        Assert.True(
            await run.Page.EvaluateAsync<bool>(
                "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"
            )
        );
        await run.Page.EmulateMediaAsync(new() { Media = Media.Print });
        foreach (string hidden in (string[])[".run-bar", ".run-tools", ".run-strip"])
        {
            await Expect(run.Page.Locator(hidden).First).ToBeHiddenAsync();
        }
    }

    [Fact]
    public async Task A_screen_reader_hears_when_a_cell_begins_and_ends()
    {
        await using RunPage run = await reader.OpenToRun();
        await run.Write(0, "// fake: hang");
        ILocator status = run.Page.Locator(".run-said[role=status]");
        await run.Page.Keyboard.PressAsync("Control+Enter");
        await Expect(status).ToHaveTextAsync("Running cell 1");
        await run.Button("Stop").ClickAsync();
        await run.Button(0, "Reset cell").ClickAsync();
        await run.Press(0);
        await Expect(status).ToHaveTextAsync("cell 1 has ended");
        await Expect(
                run.Cell(1).GetByRole(AriaRole.Button, new() { Name = "Run cell 2", Exact = true })
            )
            .ToBeVisibleAsync();
    }
}

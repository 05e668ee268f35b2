using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace NotebookNet.Pages.Tests;

/// <summary>What helps to read: explained terms, folded answers, search, print.</summary>
[Collection<Reader>]
public sealed class ReadingTests(Reader reader, ChapterPage chapter) : IClassFixture<ChapterPage>
{
    [Fact]
    public async Task A_term_is_explained_under_the_mouse_and_by_the_keyboard_and_Escape_closes_it()
    {
        OpenPage open = await chapter.Open();
        ILocator term = open.Page.Locator(".notebook-term").First;
        ILocator tip = open.Page.Locator("#notebook-tip");
        await term.HoverAsync();
        await Assertions.Expect(tip).ToBeVisibleAsync();
        await Assertions.Expect(tip.Locator("[lang=ko]")).ToHaveTextAsync(new Regex(@"[가-힣]"));
        await open.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(tip).ToBeHiddenAsync();

        await term.FocusAsync();
        await Assertions.Expect(tip).ToBeVisibleAsync();
        Assert.Equal("notebook-tip", await term.GetAttributeAsync("aria-describedby"));
        await open.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(tip).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_term_is_explained_at_a_tap()
    {
        await using OpenPage open = await reader.Open(Site.Chapter, width: 360, touch: true);
        ILocator term = open.Page.Locator(".notebook-term").First;
        ILocator tip = open.Page.Locator("#notebook-tip");
        await term.TapAsync();
        await Assertions.Expect(tip).ToBeVisibleAsync();
        LocatorBoundingBoxResult box = (await tip.BoundingBoxAsync())!;
        Assert.True(
            box.X >= 0 && box.X + box.Width <= 360,
            Invariant($"from {box.X} to {box.X + box.Width}")
        );
        await open.Page.Locator("h1").TapAsync();
        await Assertions.Expect(tip).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Terms_are_marked_once_a_section_and_in_running_text_alone()
    {
        OpenPage open = await chapter.Open();
        await open.Page.Locator(".notebook-term").First.WaitForAsync();
        string[] faults = await open.Page.EvaluateAsync<string[]>(
            """
            () => {
              const faults = [...document.querySelectorAll(':is(a, code, pre, h1, h2, h3, .math, summary) .notebook-term')].map(term => `in ${term.parentElement.tagName}: ${term.textContent}`);
              let seen = new Map();
              for (const part of document.querySelectorAll('article :is(h2, .notebook-term)')) {
                if (part.tagName === 'H2') { seen = new Map(); continue; }
                const word = part.textContent.toLowerCase();
                if (seen.has(word)) { faults.push(`twice: ${word}`); }
                seen.set(word, part);
              }
              return faults;
            }
            """
        );
        Assert.Empty(faults);
    }

    [Fact]
    public async Task An_answer_is_held_back_until_it_is_asked_for()
    {
        OpenPage open = await chapter.Open();
        ILocator answer = open.Page.Locator(".notebook-answer").First;
        ILocator inside = answer.Locator("> :not(summary)").First;
        await Assertions.Expect(inside).ToBeHiddenAsync();
        await answer.Locator("summary").FocusAsync();
        await open.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(inside).ToBeVisibleAsync();
        // Every question has its box right above.
        Assert.Equal(
            await open.Page.Locator(".notebook-answer").CountAsync(),
            await open.Page.Locator("blockquote + .notebook-answer").CountAsync()
        );
    }

    [Fact]
    public async Task A_link_into_an_answer_opens_it()
    {
        OpenPage open = await chapter.Open();
        await open.Page.EvaluateAsync(
            """
            () => {
              [...document.querySelectorAll('.notebook-answer > p:last-of-type')].at(-1).id = 'place-in-an-answer';
              location.hash = '#place-in-an-answer';
            }
            """
        );
        await Assertions.Expect(open.Page.Locator("#place-in-an-answer")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task Search_finds_a_chapter_and_a_type()
    {
        foreach (
            (string word, string page) in ((string, string)[])
                [("momentum", "06-optimizers"), ("Adam", "NotebookNet.Adam")]
        )
        {
            await using OpenPage open = await reader.Open(Site.Front);
            ILocator box = open.Page.Locator("#search-query");
            await Assertions.Expect(box).ToBeEnabledAsync();
            await box.FillAsync(word);
            await Assertions
                .Expect(open.Page.Locator($"#search-results a[href*='{page}.html']").First)
                .ToBeVisibleAsync();
        }
    }

    [Fact]
    public async Task On_paper_everything_is_open_light_and_without_navigation()
    {
        await using OpenPage open = await reader.Open(Site.Chapter, scheme: ColorScheme.Dark);
        await open.Page.EvaluateAsync("() => dispatchEvent(new Event('beforeprint'))");
        await open.Page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.Equal(0, await open.Page.Locator("details:not([open])").CountAsync());
        Assert.Equal("light", await open.Page.Locator("html").GetAttributeAsync("data-bs-theme"));
        foreach (string hidden in (string[])["header", "footer", ".affix", ".toc-offcanvas"])
        {
            await Assertions.Expect(open.Page.Locator(hidden).First).ToBeHiddenAsync();
        }
        await open.Page.EmulateMediaAsync(new() { Media = Media.Screen });
        await open.Page.EvaluateAsync("() => dispatchEvent(new Event('afterprint'))");
        Assert.NotEqual(0, await open.Page.Locator("details:not([open])").CountAsync());
        Assert.Equal("dark", await open.Page.Locator("html").GetAttributeAsync("data-bs-theme"));
    }
}

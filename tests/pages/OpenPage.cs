using Microsoft.Playwright;

namespace NotebookNet.Pages.Tests;

/// <summary>A page in the browser, and what it asked for and complained of.</summary>
public sealed class OpenPage : IAsyncDisposable
{
    private readonly bool _hasScripts;
    private readonly List<string> _requests = [];
    private readonly List<string> _complaints = [];
    private string _address = "";

    internal OpenPage(IPage page, bool hasScripts)
    {
        Page = page;
        _hasScripts = hasScripts;
        page.Request += (_, request) => _requests.Add(request.Url);
        page.PageError += (_, error) => _complaints.Add(error);
        page.Console += (_, message) =>
        {
            // The browser's own remarks on WebGL in software are warnings too; ours begin with these words.
            if (
                message.Type == "error"
                || message.Text.StartsWith(
                    "The picture of a figure stays",
                    StringComparison.Ordinal
                )
                || message.Text.StartsWith("No glossary", StringComparison.Ordinal)
            )
            {
                _complaints.Add(message.Text);
            }
        };
    }

    public IPage Page { get; }

    /// <summary>What was asked for, in order, by its path.</summary>
    public IReadOnlyList<string> Requests =>
        [.. _requests.Select(url => new Uri(url).AbsolutePath)];

    /// <summary>Errors of the console and of scripts.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>What was asked for elsewhere than where the page comes from.</summary>
    public IReadOnlyList<string> RequestsOutside =>
        [
            .. _requests.Where(url =>
                !url.StartsWith(_address, StringComparison.Ordinal)
                && !url.StartsWith("data:", StringComparison.Ordinal)
                && !url.StartsWith("blob:", StringComparison.Ordinal)
            ),
        ];

    public ValueTask DisposeAsync() => new(Page.Context.CloseAsync());

    internal async Task Go(string url)
    {
        Uri uri = new(url);
        // A file may ask for nothing but itself.
        _address = uri.IsFile
            ? uri.GetLeftPart(UriPartial.Path)
            : uri.GetLeftPart(UriPartial.Authority) + "/";
        await Page.GotoAsync(url);
        await Settle();
    }

    /// <summary>Waits until the site's own script has done its work and every equation is typeset.</summary>
    public async Task Settle()
    {
        if (_hasScripts)
        {
            await Page.WaitForFunctionAsync(
                """
                () => (!document.querySelector('script[src*="docfx"]') || window.docfx?.ready)
                    && (!document.querySelector('span.math, div.math') || window.MathJax?.startup?.promise)
                """
            );
            await Page.EvaluateAsync(
                "async () => { await window.MathJax?.startup?.promise; await document.fonts.ready; }"
            );
        }
    }

    /// <summary>Opens all that is folded.</summary>
    public Task Unfold() =>
        Page.EvaluateAsync(
            "() => document.querySelectorAll('details').forEach(fold => fold.open = true)"
        );

    /// <summary>Chooses the page's look, and waits for no colour on its way.</summary>
    public Task SetTheme(string theme) =>
        Page.EvaluateAsync(
            """
            async theme => {
              document.documentElement.setAttribute('data-bs-theme', theme);
              await new Promise(requestAnimationFrame);
              document.getAnimations().forEach(animation => animation.finish());
            }
            """,
            theme
        );

    /// <summary>Scrolls to a figure and waits until it is drawn.</summary>
    public async Task<ILocator> Drawn(ILocator figure)
    {
        await figure.EvaluateAsync("figure => figure.scrollIntoView({ block: 'center' })");
        await Page.WaitForFunctionAsync(
            "figure => figure.classList.contains('notebook-drawn')",
            await figure.ElementHandleAsync()
        );
        await figure.EvaluateAsync("figure => figure.scrollIntoView({ block: 'center' })");
        return figure.Locator(".notebook-plot");
    }
}

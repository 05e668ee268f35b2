using Microsoft.Playwright;

namespace NotebookNet.Editors.Tests;

/// <summary>Notebooks in VS Code, where NOTEBOOKNET_CODE_SERVER names it.</summary>
[Collection<Chromium>]
public sealed class CodeServerTests(Chromium chromium)
{
    private const string Name = "02-numerical-differentiation";

    private static readonly float s_aRun = (float)TimeSpan.FromMinutes(15).TotalMilliseconds;

    private const string Backgrounds =
        "[...document.querySelectorAll('.notebooknet-figure .main-svg:first-child')].map(drawing => getComputedStyle(drawing).backgroundColor)";

    [Fact]
    public async Task Figures_follow_the_theme_that_a_reader_chooses()
    {
        using TemporaryCourse course = new();
        Needs.Variable(CodeServer.Variable);
        await Programs.Runner("run", course.Copy(Name), "--output-dir", course["executed"]);
        string executed = Directory
            .EnumerateFiles(course["executed"], Name + ".ipynb", SearchOption.AllDirectories)
            .Single();
        ScriptNotebook.Write(executed, course[$"notebooks/{Name}.ipynb"]);
        using CodeServer server = await CodeServer.Start(course);
        IPage page = await chromium.NewPage();
        await page.Context.RouteAsync(
            PlotlyScript.Addresses,
            route =>
                route.FulfillAsync(
                    new() { Body = PlotlyScript.Source, ContentType = "text/javascript" }
                )
        );
        await Open(page, server);
        IFrame outputs = await OutputsOf(page, ".notebooknet-figure .main-svg");
        await AllBecome(outputs, "rgb(30, 30, 30)");
        await Command(page, "Toggle between Light/Dark Themes");
        await AllBecome(outputs, "rgb(255, 255, 255)");
        await Chromium.Picture(page, "code-server");
        await Command(page, "Toggle between Light/Dark Themes");
        await AllBecome(outputs, "rgb(30, 30, 30)");
        await page.Context.CloseAsync();
    }

    /// <summary>With the extension that readers have.</summary>
    [Fact]
    public async Task A_chapter_that_is_run_and_saved_there_is_as_it_was_stored()
    {
        Needs.Variable(CodeServer.Extension);
        using TemporaryCourse course = new();
        string notebook = course.Copy(Name);
        DateTime written = File.GetLastWriteTimeUtc(notebook);
        using CodeServer server = await CodeServer.Start(
            course,
            Environment.GetEnvironmentVariable(CodeServer.Extension)
        );
        IPage page = await chromium.NewPage();
        await Open(page, server);
        await Command(page, "Notebook: Run All");
        // The last cell has run when VS Code offers to run all again.
        await page.WaitForSelectorAsync("text=Interrupt");
        await page.WaitForSelectorAsync(
            "text=Interrupt",
            new() { State = WaitForSelectorState.Detached, Timeout = s_aRun }
        );
        await Chromium.Picture(page, "polyglot");
        await page.Keyboard.PressAsync("Control+s");
        await Until(
            page,
            () => Task.FromResult(File.GetLastWriteTimeUtc(notebook) != written),
            "VS Code did not save the chapter."
        );
        await page.Context.CloseAsync();
        await Programs.Runner("verify", notebook);
    }

    private static async Task Open(IPage page, CodeServer server)
    {
        await page.GotoAsync(server.Address.AbsoluteUri);
        // Before the extension that reads notebooks is there, one would open as text.
        await page.WaitForSelectorAsync($"text={Name}.ipynb");
        await page.WaitForTimeoutAsync(20_000);
        await page.DblClickAsync($"text={Name}.ipynb");
        await page.WaitForSelectorAsync("text=Select Kernel");
    }

    /// <summary>Runs a command of the palette.</summary>
    private static async Task Command(IPage page, string name)
    {
        await page.Keyboard.PressAsync("F1");
        await page.WaitForSelectorAsync(".quick-input-widget input");
        await page.Keyboard.TypeAsync(name);
        await page.WaitForSelectorAsync($".quick-input-list >> text={name}");
        await page.Keyboard.PressAsync("Enter");
    }

    /// <summary>The frame in which VS Code shows the outputs, once it holds something.</summary>
    private static async Task<IFrame> OutputsOf(IPage page, string selector)
    {
        IFrame? found = null;
        await Until(
            page,
            async () =>
            {
                foreach (IFrame frame in page.Frames)
                {
                    if (await frame.QuerySelectorAsync(selector) is not null)
                    {
                        found = frame;
                    }
                }
                return found is not null;
            },
            $"No output of the notebook holds {selector}."
        );
        return found!;
    }

    /// <summary>Asks again and again, as long as a page's own waiting would last.</summary>
    private static async Task Until(IPage page, Func<Task<bool>> isSo, string failure)
    {
        for (int tries = 0; tries < 240; tries++)
        {
            if (await isSo())
            {
                return;
            }
            await page.WaitForTimeoutAsync(500);
        }
        await Chromium.Picture(page, "code-server-failed");
        Assert.Fail(failure);
    }

    private static async Task AllBecome(IFrame outputs, string background) =>
        await outputs.WaitForFunctionAsync(
            $"expected => (all => all.length > 0 && all.every(each => each === expected))({Backgrounds})",
            background
        );
}

using Microsoft.Playwright;

namespace NotebookNet.Editors.Tests;

/// <summary>Notebooks in classic Notebook, opened, run and saved as a reader does it by mouse and keyboard.</summary>
[Collection<Chromium>]
public sealed class ClassicNotebookTests(Chromium chromium)
{
    private static readonly float s_aRun = (float)TimeSpan.FromMinutes(15).TotalMilliseconds;

    private const string IsIdle =
        "document.querySelector('#kernel_indicator_icon.kernel_idle_icon')";

    [Theory]
    [InlineData("03-gradient-descent", Kernel.DotnetInteractive)]
    [InlineData("06-optimizers", Kernel.NotebookNet)]
    public async Task A_chapter_that_is_run_and_saved_there_is_as_it_was_stored(
        string name,
        Kernel kernel
    )
    {
        using TemporaryCourse course = new();
        string notebook = course.Copy(name);
        using JupyterServer server = await JupyterServer.Start(course, kernel);
        IPage page = await Open(server, name);

        await Menu(page, "#celllink", "#run_all_cells");
        await page.WaitForFunctionAsync(
            $$"""
            () => {
              const prompts = [...document.querySelectorAll('.code_cell .input_prompt')].map(prompt => prompt.textContent);
              return document.querySelector('.output_error') || prompts.every(prompt => /\[\d+\]/.test(prompt))
                && {{IsIdle}};
            }
            """,
            null,
            new() { Timeout = s_aRun }
        );
        Assert.Equal(0, await page.Locator(".output_error").CountAsync());

        await Menu(page, "#filelink", "#save_checkpoint");
        await page.WaitForFunctionAsync("!Jupyter.notebook.dirty");

        int figures = Course.Figures(Course.PathOf(name)).Count;
        string[] backgrounds = await page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('.notebooknet-figure .main-svg:first-child')].map(drawing => getComputedStyle(drawing).backgroundColor)"
        );
        string[] cutOff = await page.EvaluateAsync<string[]>(CutOff);
        for (int figure = 0; figure < figures; figure++)
        {
            await page.Locator(".notebooknet-figure").Nth(figure).ScrollIntoViewIfNeededAsync();
            await Chromium.Picture(page, FormattableString.Invariant($"classic-{name}-{figure}"));
        }

        await page.Context.CloseAsync();
        Assert.Equal(Enumerable.Repeat("rgb(255, 255, 255)", figures), backgrounds);
        Assert.Empty(cutOff);

        Assert.Equal(
            kernel == Kernel.NotebookNet,
            (await File.ReadAllTextAsync(notebook)).Contains(
                Course.PlotlyMimeType,
                StringComparison.Ordinal
            )
        );
        await Programs.Runner("verify", notebook);
    }

    [Fact]
    public async Task A_loop_is_interrupted_names_are_completed_and_a_restart_forgets()
    {
        using TemporaryCourse course = new();
        WrittenNotebook.Write(
            course["notebooks/loop.ipynb"],
            "int kept = 42;\nstring completed = \"\";",
            "while (true) { }",
            "kept",
            "comple"
        );
        using JupyterServer server = await JupyterServer.Start(course, Kernel.NotebookNet);
        IPage page = await Open(server, "loop");

        await Run(page, 0);
        await Settled(page, 0);
        await Run(page, 1);
        await page.WaitForSelectorAsync("#kernel_indicator_icon.kernel_busy_icon");
        await Menu(page, "#kernellink", "#int_kernel");
        await page.WaitForSelectorAsync(".output_error");
        await Settled(page, 1);
        await Run(page, 2);
        await Settled(page, 2);
        Assert.Equal("42", await Output(page, 2));

        await page.ClickAsync(".code_cell:nth-of-type(4) .CodeMirror");
        await page.Keyboard.PressAsync("End");
        await page.Keyboard.PressAsync("Tab");
        await page.WaitForFunctionAsync(
            "Jupyter.notebook.get_cell(3).get_text() === 'completed' || document.querySelector('#complete')"
        );
        await Chromium.Picture(page, "classic-loop");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForFunctionAsync(
            "Jupyter.notebook.get_cell(3).get_text().startsWith('completed')"
        );

        await Menu(page, "#kernellink", "#restart_kernel");
        await page.ClickAsync(".modal.in .btn-danger");
        await page.WaitForFunctionAsync($"Jupyter.notebook.kernel.is_connected() && {IsIdle}");
        await Run(page, 2);
        await page.WaitForFunctionAsync(
            "document.querySelectorAll('.code_cell')[2].querySelector('.output_error')"
        );
        Assert.Contains("kept", await Output(page, 2), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    /// <summary>Figures whose drawing is larger than the place they have.</summary>
    private const string CutOff = """
        [...document.querySelectorAll('.notebooknet-figure')].flatMap(figure => {
          const place = figure.getBoundingClientRect();
          const drawing = figure.querySelector('.main-svg').getBoundingClientRect();
          const output = figure.closest('.output_scroll');
          return drawing.width > place.width + 1 || drawing.height > place.height + 1
            ? [`${figure.id}: ${drawing.width} by ${drawing.height} in ${place.width} by ${place.height}`]
            : output && output.scrollHeight > output.clientHeight + 1 ? [`${figure.id}: its output scrolls`] : [];
        })
        """;

    /// <summary>Opens a notebook from the list of files.</summary>
    private async Task<IPage> Open(JupyterServer server, string name)
    {
        IPage tree = await chromium.NewPage();
        await tree.GotoAsync(new Uri(server.Address, "tree/notebooks").AbsoluteUri);
        IPage page = await tree.RunAndWaitForPopupAsync(() =>
            tree.ClickAsync($"text={name}.ipynb")
        );
        await page.WaitForFunctionAsync(
            $"window.Jupyter?.notebook?.kernel?.is_connected() && {IsIdle}"
        );
        return page;
    }

    private static async Task Menu(IPage page, string menu, string entry)
    {
        await page.ClickAsync(menu);
        await page.ClickAsync(entry);
    }

    private static async Task Run(IPage page, int cell)
    {
        await page.Locator(".code_cell .CodeMirror").Nth(cell).ClickAsync();
        await page.Keyboard.PressAsync("Control+Enter");
    }

    /// <summary>Waits until a cell has run.</summary>
    private static async Task Settled(IPage page, int cell) =>
        await page.WaitForFunctionAsync(
            $"cell => /\\[\\d+\\]/.test(document.querySelectorAll('.code_cell .input_prompt')[cell].textContent) && {IsIdle}",
            cell
        );

    private static async Task<string> Output(IPage page, int cell) =>
        (
            await page.Locator(".code_cell").Nth(cell).Locator(".output_subarea").InnerTextAsync()
        ).Trim();
}

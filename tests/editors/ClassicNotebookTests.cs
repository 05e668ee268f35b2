using Microsoft.Playwright;

namespace NotebookNet.Editors.Tests;

/// <summary>A chapter in classic Notebook, opened, run and saved as a reader does it by the mouse.</summary>
[Collection<Chromium>]
public sealed class ClassicNotebookTests(Chromium chromium)
{
    private const string Name = "03-gradient-descent";

    private static readonly float s_aRun = (float)TimeSpan.FromMinutes(15).TotalMilliseconds;

    [Fact]
    public async Task A_chapter_that_is_run_and_saved_there_is_as_it_was_stored()
    {
        using TemporaryCourse course = new();
        string notebook = course.Copy(Name);
        using JupyterServer server = await JupyterServer.Start(course);
        IPage tree = await chromium.NewPage();
        await tree.GotoAsync(new Uri(server.Address, "tree/notebooks").AbsoluteUri);
        IPage page = await tree.RunAndWaitForPopupAsync(() =>
            tree.ClickAsync($"text={Name}.ipynb")
        );
        await page.WaitForFunctionAsync(
            "window.Jupyter?.notebook?.kernel?.is_connected() && document.querySelector('#kernel_indicator_icon.kernel_idle_icon')"
        );

        await page.ClickAsync("#celllink");
        await page.ClickAsync("#run_all_cells");
        await page.WaitForFunctionAsync(
            """
            () => {
              const prompts = [...document.querySelectorAll('.code_cell .input_prompt')].map(prompt => prompt.textContent);
              return document.querySelector('.output_error') || prompts.every(prompt => /\[\d+\]/.test(prompt))
                && document.querySelector('#kernel_indicator_icon.kernel_idle_icon');
            }
            """,
            null,
            new() { Timeout = s_aRun }
        );
        Assert.Equal(0, await page.Locator(".output_error").CountAsync());

        await page.ClickAsync("#filelink");
        await page.ClickAsync("#save_checkpoint");
        await page.WaitForFunctionAsync("!Jupyter.notebook.dirty");

        int figures = Course.Figures(Course.PathOf(Name)).Count;
        string[] backgrounds = await page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('.notebooknet-figure .main-svg:first-child')].map(drawing => getComputedStyle(drawing).backgroundColor)"
        );
        await page.Locator(".notebooknet-figure").First.ScrollIntoViewIfNeededAsync();
        await Chromium.Picture(page, "classic");
        await page.Context.CloseAsync();
        Assert.Equal(Enumerable.Repeat("rgb(255, 255, 255)", figures), backgrounds);

        Assert.DoesNotContain(
            Course.PlotlyMimeType,
            await File.ReadAllTextAsync(notebook),
            StringComparison.Ordinal
        );
        await Programs.Runner("verify", notebook);
    }
}

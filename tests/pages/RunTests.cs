using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace NotebookNet.Pages.Tests;

/// <summary>Cells are run on their page; an engine that answers as the real one does stands in for it.</summary>
[Collection<Reader>]
public sealed class RunTests(Reader reader)
{
    private const string Figure = """
        // fake: {"type":"display","displayId":"f","bundle":{"application/vnd.plotly.v1+json":"{\"data\":[{\"y\":[1,4,9]}],\"layout\":{\"width\":700,\"height\":400}}","text/plain":"Three points"}}
        """;

    [Fact]
    public async Task Nothing_is_loaded_before_the_first_press()
    {
        await using RunPage run = await reader.OpenToRun();
        Assert.DoesNotContain(
            run.Open.Requests,
            path => Regex.IsMatch(path, "engine|editor|chapter[.]js|ipynb|offline")
        );
        await run.Press(0);
        Assert.Contains("/engine/worker.js", run.Open.Requests);
        Assert.Contains("/notebooks/00-start-here.ipynb", run.Open.Requests);
        Assert.Empty(run.Open.Complaints);
        Assert.Empty(run.Open.RequestsOutside);
    }

    [Fact]
    public async Task A_cell_brings_those_before_it_and_later_ones_run_alone()
    {
        await using RunPage run = await reader.OpenToRun();
        await Expect(run.Cell(2).Locator(".run-cell")).ToHaveTextAsync("Run");
        await run.Press(2);
        foreach (int cell in (int[])[0, 1, 2])
        {
            await Expect(run.Outputs(cell)).ToContainTextAsync(Invariant($"ran cell {cell + 1}:"));
            await Expect(run.Cell(cell).Locator(".run-stored")).ToBeHiddenAsync();
        }
        await Expect(run.Cell(3)).ToHaveAttributeAsync("data-state", "stored");
        await Expect(run.Cell(3).Locator(".run-cell")).ToHaveTextAsync("Run");
        await Expect(run.Cell(4).Locator(".run-cell")).ToHaveTextAsync("Run to here");
        // What was run is not run again: the count of the second cell stays.
        await run.Press(3);
        await run.Button("Variables").ClickAsync();
        await Expect(run.Page.Locator("#run-variables tbody tr")).ToHaveCountAsync(5);
    }

    [Fact]
    public async Task The_source_that_runs_is_the_notebooks_to_the_character()
    {
        await using RunPage run = await reader.OpenToRun();
        await run.Press(1);
        int length = await run.Page.EvaluateAsync<int>(
            """
            async () => {
              const notebook = await (await fetch('00-start-here.ipynb')).json();
              return notebook.cells.filter(cell => cell.cell_type === 'code')[1].source.join('').length;
            }
            """
        );
        await Expect(run.Outputs(1)).ToHaveTextAsync(Invariant($"ran cell 2: {length} characters"));
    }

    [Fact]
    public async Task Run_all_runs_every_cell_but_those_that_a_run_passes_over()
    {
        await using RunPage run = await reader.OpenToRun("notebooks/01-loss-functions.html");
        await run.Button("Run all").ClickAsync();
        await Expect(run.Strip.Locator(".run-now")).ToHaveTextAsync("Ready");
        int cells = await run.Page.Locator(".notebook-cell").CountAsync();
        int skipped = await run.Page.Locator(".notebook-cell[data-skipped]").CountAsync();
        Assert.NotEqual(0, skipped);
        await Expect(run.Page.Locator("[data-state=done]")).ToHaveCountAsync(cells - skipped);
        await Expect(run.Page.Locator("[data-skipped]:not([data-state=stored])"))
            .ToHaveCountAsync(0);
    }

    [Fact]
    public async Task An_error_reads_as_in_the_notebook_and_ends_the_run()
    {
        await using RunPage run = await reader.OpenToRun();
        await run.Write(
            1,
            """
            // fake: {"type":"stream","name":"stdout","text":"before\n"}
            // fake: {"type":"error","ename":"System.DivideByZeroException","evalue":"Attempted.","traceback":["\u001b[31mSystem.DivideByZeroException\u001b[0m: Attempted.","   cell 2, line 3"]}
            """
        );
        await run.Button("Run all").ClickAsync();
        await run.Ends(1, "failed");
        await Expect(run.Outputs(1).Locator(".notebook-error"))
            .ToHaveTextAsync("System.DivideByZeroException: Attempted.\n   cell 2, line 3");
        await Expect(run.Outputs(1).Locator(".notebook-error")).ToBeFocusedAsync();
        await Expect(run.Strip.Locator(".run-now"))
            .ToHaveTextAsync(new Regex("^Cell 2 failed; \\d+ cells after it were not run$"));
        await Expect(run.Page.Locator("[role=alert]"))
            .ToHaveTextAsync("cell 2 failed: System.DivideByZeroException: Attempted.");
        await Expect(run.Cell(2)).ToHaveAttributeAsync("data-state", "stored");
    }

    [Fact]
    public async Task Stop_ends_a_cell_that_never_ends_and_says_that_variables_are_gone()
    {
        await using RunPage run = await reader.OpenToRun();
        await run.Press(0);
        await run.Write(1, "// fake: hang");
        await run.Page.Keyboard.PressAsync("Control+Enter");
        await run.Ends(1, "running");
        await run.Button("Stop").ClickAsync();
        await run.Ends(1, "stopped");
        await Expect(run.Strip.Locator(".run-now"))
            .ToHaveTextAsync("Stopped; variables are gone: run from the top");
        await run.Write(1, "// another text");
        await Expect(run.Cell(1).Locator(".run-cell")).ToHaveTextAsync("Run to here");
        await run.Press(1);
        Assert.Equal(2, run.Open.Requests.Count(path => path == "/engine/worker.js"));
    }

    [Fact]
    public async Task An_engine_without_memory_says_so_and_the_next_press_starts_anew()
    {
        await using RunPage run = await reader.OpenToRun();
        await run.Write(0, "// fake: die Array buffer allocation failed: out of memory");
        await run.Page.Keyboard.PressAsync("Control+Enter");
        await run.Ends(0, "stopped");
        await Expect(run.Strip.Locator(".run-now"))
            .ToHaveTextAsync(new Regex("too little memory.*Variables are gone"));
        await run.Button(0, "Reset cell").ClickAsync();
        await run.Press(0);
    }

    [Fact]
    public async Task Without_an_engine_the_page_says_so()
    {
        await using RunPage run = await reader.OpenToRun();
        await run.Page.RouteAsync("**/engine/worker.js", route => route.AbortAsync());
        await run.Page.Context.RouteAsync("**/run-offline.js", route => route.AbortAsync());
        await run.Cell(0).Locator(".run-cell").ClickAsync();
        await Expect(run.Strip.Locator(".run-now"))
            .ToContainTextAsync("The engine could not be loaded");
        await Expect(run.Cell(0).Locator(".run-stored")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Outputs_are_shown_by_their_type_and_updates_change_them_in_place()
    {
        await using RunPage run = await reader.OpenToRun();
        await run.Write(
            0,
            """
            // fake: {"type":"display","displayId":"a","bundle":{"text/plain":"first"}}
            // fake: {"type":"stream","name":"stdout","text":"one\n"}
            // fake: {"type":"stream","name":"stdout","text":"two\n"}
            // fake: {"type":"display","displayId":"b","bundle":{"image/png":"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==","text/plain":"a pixel"}}
            // fake: {"type":"update","displayId":"a","bundle":{"text/plain":"second"}}
            // fake: {"type":"result","bundle":{"text/html":"<table><tr><td>seven</td></tr></table>","text/plain":"x"}}
            """
        );
        await run.Page.Keyboard.PressAsync("Control+Enter");
        await run.Ends(0);
        await Expect(run.Outputs(0).Locator("pre")).ToHaveTextAsync(["second", "one\ntwo"]);
        await Expect(run.Outputs(0).Locator("img[alt='a pixel']")).ToBeVisibleAsync();
        await Expect(run.Outputs(0).FrameLocator("iframe").Locator("td")).ToHaveTextAsync("seven");
        await Expect(run.Outputs(0).Locator("iframe")).Not.ToHaveCSSAsync("height", "0px");

        await run.Write(
            0,
            """
            // fake: {"type":"stream","name":"stdout","text":"gone"}
            // fake: {"type":"clear","wait":true}
            // fake: {"type":"stream","name":"stderr","text":"10 %\r20 %"}
            """
        );
        await run.Page.Keyboard.PressAsync("Control+Enter");
        await Expect(run.Outputs(0)).ToHaveTextAsync("20 %");
    }

    [Theory]
    [InlineData(1300, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Dark)]
    public async Task A_figure_that_a_cell_shows_is_drawn_and_changed_in_place(
        int width,
        ColorScheme scheme
    )
    {
        await using RunPage run = await reader.OpenToRun(
            width: width,
            scheme: scheme,
            touch: width < 400
        );
        await run.Write(0, Figure);
        await run.Page.Keyboard.PressAsync("Control+Enter");
        await run.Ends(0);
        ILocator plot = await run.Open.Drawn(run.Outputs(0).Locator(".notebook-figure"));
        await Expect(plot.Locator(".scatterlayer .point")).ToHaveCountAsync(3);
        Assert.Equal(
            "Three points",
            await plot.Locator("[role=img]").GetAttributeAsync("aria-label")
        );

        await run.Write(
            0,
            Figure
                + "\n"
                + Figure
                    .Replace("\"display\"", "\"update\"", StringComparison.Ordinal)
                    .Replace("1,4,9", "1,4,9,16", StringComparison.Ordinal)
        );
        await run.Page.Keyboard.PressAsync("Control+Enter");
        await Expect(run.Outputs(0).Locator(".scatterlayer .point")).ToHaveCountAsync(4);
        Assert.Empty(run.Open.Complaints);
    }

    [Fact]
    public async Task Two_chapters_side_by_side_do_not_disturb_each_other()
    {
        await using RunPage run = await reader.OpenToRun();
        IPage other = await run.Page.Context.NewPageAsync();
        await other.GotoAsync(
            run.Page.Url.Replace("00-start-here", "09b-dropout", StringComparison.Ordinal)
        );
        RunPage second = new(new OpenPage(other, hasScripts: true));
        await run.Write(0, "// fake: hang");
        await run.Page.Keyboard.PressAsync("Control+Enter");
        await run.Ends(0, "running");
        await second.Press(1);
        await second.Button("Variables").ClickAsync();
        await Expect(second.Page.Locator("#run-variables"))
            .ToContainTextAsync("notebooks/09b-dropout.ipynb");
        await Expect(run.Cell(0)).ToHaveAttributeAsync("data-state", "running");
    }
}

using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace NotebookNet.Pages.Tests;

/// <summary>A reader changes cells: what is typed, kept, taken back and saved.</summary>
[Collection<Reader>]
public sealed class RunEditTests(Reader reader)
{
    [Fact]
    public async Task Shift_Enter_runs_and_goes_on_and_Escape_then_Tab_leaves_the_editor()
    {
        await using RunPage run = await reader.OpenToRun();
        await run.Write(0, "// mine");
        ILocator editor = run.Cell(0).Locator(".cm-content");
        await run.Page.Keyboard.PressAsync("Tab");
        await Expect(editor).ToBeFocusedAsync();
        Assert.Equal("    // mine", await editor.Locator(".cm-line").First.TextContentAsync());
        await run.Page.Keyboard.PressAsync("Escape");
        await run.Page.Keyboard.PressAsync("Tab");
        await Expect(run.Cell(0).Locator(".run-cell")).ToBeFocusedAsync();

        await editor.FocusAsync();
        await run.Page.Keyboard.PressAsync("Shift+Enter");
        await run.Ends(0);
        await Expect(run.Outputs(0)).ToHaveTextAsync("ran cell 1: 11 characters");
        await Expect(run.Cell(1).Locator(".run-cell")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_changed_cell_is_kept_in_the_browser_until_it_is_reset()
    {
        await using RunPage run = await reader.OpenToRun();
        ILocator code = run.Cell(1).Locator("pre code").First;
        string original = (await code.TextContentAsync())!;
        await run.Write(1, "// mine");
        await run.Button(1, "Done").ClickAsync();
        await Expect(code).ToHaveTextAsync("// mine");

        await run.Page.ReloadAsync();
        await run.Open.Settle();
        await Expect(code).ToHaveTextAsync("// mine");
        await Expect(run.Page.Locator(".run-note")).ToContainTextAsync("You changed a cell here");
        await run.Press(1);
        await Expect(run.Outputs(1)).ToHaveTextAsync("ran cell 2: 7 characters");

        await run.Button(1, "Reset cell").ClickAsync();
        Assert.Equal(original, await code.TextContentAsync());
        await Expect(run.Cell(1).Locator(".run-stored")).ToBeVisibleAsync();
        await Expect(run.Button(1, "Reset cell")).ToBeHiddenAsync();
        Assert.Equal(
            0,
            await run.Page.EvaluateAsync<int>(
                "() => Object.keys(localStorage).filter(key => key.startsWith('notebooknet')).length"
            )
        );
    }

    [Fact]
    public async Task Reset_all_brings_the_page_back_and_can_be_taken_back()
    {
        await using RunPage run = await reader.OpenToRun();
        await run.Write(0, "// mine");
        await run.Page.Keyboard.PressAsync("Control+Enter");
        await run.Ends(0);
        await run.Button("Reset all").ClickAsync();
        await Expect(run.Cell(0)).ToHaveAttributeAsync("data-state", "stored");
        await Expect(run.Cell(0).Locator(".cm-content")).ToContainTextAsync("Notebook.Setup");
        await run.Button("Take them back").ClickAsync();
        await Expect(run.Cell(0).Locator(".cm-content")).ToHaveTextAsync("// mine");
    }

    [Theory]
    [InlineData("Take my text", "// mine")]
    [InlineData("Keep the new one", null)]
    public async Task Where_the_course_has_changed_since_the_reader_decides(
        string button,
        string? text
    )
    {
        await using RunPage run = await reader.OpenToRun();
        ILocator code = run.Cell(1).Locator("pre code").First;
        string original = (await code.TextContentAsync())!;
        await run.Page.EvaluateAsync(
            "() => localStorage.setItem('notebooknet:edit:notebooks/00-start-here.ipynb:1', JSON.stringify({ text: '// mine', base: '// as it was' }))"
        );
        await run.Page.ReloadAsync();
        await run.Open.Settle();
        Assert.Equal(original, await code.TextContentAsync());
        await run.Cell(1).GetByText(button, new() { Exact = true }).ClickAsync();
        Assert.Equal(text ?? original, await code.TextContentAsync());
        await Expect(run.Page.Locator(".run-offer")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_saved_notebook_is_the_chapters_with_the_readers_texts_and_what_this_run_has_shown()
    {
        await using RunPage run = await reader.OpenToRun();
        await run.Write(
            1,
            """
            // fake: {"type":"stream","name":"stdout","text":"one\n"}
            // fake: {"type":"stream","name":"stdout","text":"two\n"}
            // fake: {"type":"display","bundle":{"application/vnd.plotly.v1+json":"{\"data\":[],\"layout\":{}}","text/plain":"Nothing"}}
            // fake: {"type":"result","bundle":{"text/plain":"7"}}
            """
        );
        await run.Page.Keyboard.PressAsync("Control+Enter");
        await run.Ends(1);
        await run.Write(2, "// not run");

        IDownload download = await run.Page.RunAndWaitForDownloadAsync(() =>
            run.Button("Save as notebook").ClickAsync()
        );
        Assert.Equal("00-start-here.ipynb", download.SuggestedFilename);
        JsonNode[] saved = Code(await File.ReadAllTextAsync((await download.PathAsync())!));
        JsonNode[] stored = Code(
            await File.ReadAllTextAsync(Path.Combine(Site.Root, "notebooks", "00-start-here.ipynb"))
        );
        Assert.Equal(stored.Length, saved.Length);
        JsonNode expected = JsonNode.Parse(
            """
            [
              {"output_type":"stream","name":"stdout","text":["one\n","two\n"]},
              {"output_type":"display_data","data":{"application/vnd.plotly.v1+json":{"data":[],"layout":{}},"text/plain":["Nothing"]},"metadata":{}},
              {"output_type":"execute_result","data":{"text/plain":["7"]},"metadata":{},"execution_count":2}
            ]
            """
        )!;
        Assert.StartsWith(
            "// fake: {\"type\":\"stream\"",
            saved[1]["source"]![0]!.GetValue<string>(),
            StringComparison.Ordinal
        );
        Assert.Equal(2, saved[1]["execution_count"]!.GetValue<int>());
        AssertJson.Equal(expected, saved[1]["outputs"]);
        AssertJson.Equal(new JsonArray("// not run"), saved[2]["source"]);
        AssertJson.Equal(new JsonArray(), saved[2]["outputs"]);
        Assert.Null(saved[2]["execution_count"]);
        foreach ((JsonNode before, JsonNode after) in stored.Zip(saved).Skip(3))
        {
            AssertJson.Equal(before, after);
        }
    }

    [Fact]
    public async Task On_a_phone_no_editor_opens_unasked()
    {
        await using RunPage run = await reader.OpenToRun(width: 360, touch: true);
        await run.Cell(0).Locator("pre code").First.TapAsync();
        await run.Button(0, "Run").TapAsync();
        await run.Ends(0);
        await Expect(run.Page.Locator(".cm-editor")).ToHaveCountAsync(0);
        Assert.DoesNotContain(
            run.Open.Requests,
            path => path.Contains("editor.min", StringComparison.Ordinal)
        );
        await run.Button(0, "Edit").TapAsync();
        await Expect(run.Cell(0).Locator(".cm-content")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_size_and_long_times_are_said_before_a_press()
    {
        await using RunPage run = await reader.OpenToRun();
        await run.Page.RouteAsync(
            "**/run/facts.js",
            route =>
                route.FulfillAsync(
                    new()
                    {
                        ContentType = "text/javascript",
                        Body = """
                        export const bytes = 13_400_000;
                        export const seconds = { "notebooks/00-start-here.ipynb": [0.1, 40, 3, 2] };
                        """,
                    }
                )
        );
        await run.Page.ReloadAsync();
        await run.Open.Settle();
        await Expect(run.Page.Locator(".run-bar")).ToContainTextAsync("about 14 MB");
        ILocator status = run.Cell(1).Locator(".run-status");
        await Expect(status).ToHaveTextAsync("takes about 40 s in a browser");
        await Expect(run.Cell(2).Locator(".run-status")).ToHaveTextAsync("");
        // It took a moment here: what is like it does, too.
        await run.Press(1);
        await Expect(status).ToHaveTextAsync(new Regex("^ran in "));
        await run.Write(1, "// again");
        await Expect(status).ToHaveTextAsync(new Regex("^changed by you"));
        await Expect(status).Not.ToContainTextAsync("takes about");
    }

    private static JsonNode[] Code(string notebook) =>
        [
            .. JsonNode.Parse(notebook)!["cells"]!
                .AsArray()
                .Where(cell => cell!["cell_type"]!.GetValue<string>() == "code")!,
        ];

    private static class AssertJson
    {
        public static void Equal(JsonNode? expected, JsonNode? actual) =>
            Assert.True(
                JsonNode.DeepEquals(expected, actual),
                $"expected {expected?.ToJsonString()}, not {actual?.ToJsonString()}"
            );
    }
}

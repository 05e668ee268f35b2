using Microsoft.Playwright;

namespace NotebookNet.Pages.Tests;

/// <summary>A chapter's page whose cells are run.</summary>
public sealed class RunPage(OpenPage open) : IAsyncDisposable
{
    /// <summary>The shortest chapter.</summary>
    public const string Chapter = "notebooks/00-start-here.html";

    public OpenPage Open => open;

    public IPage Page => open.Page;

    public ILocator Strip => Page.Locator(".run-strip");

    public ValueTask DisposeAsync() => open.DisposeAsync();

    /// <summary>A cell, by its place among the code cells, from 0.</summary>
    public ILocator Cell(int index) =>
        Page.Locator(Invariant($".notebook-cell[data-cell='{index}']"));

    public ILocator Button(int cell, string text) =>
        Cell(cell).Locator(".run-tools").GetByText(text, new() { Exact = true });

    public ILocator Button(string text) =>
        Page.Locator(".run-bar, .run-strip").GetByText(text, new() { Exact = true });

    public ILocator Outputs(int cell) => Cell(cell).Locator(".run-outputs");

    /// <summary>Types a cell anew: lines that begin with "// fake: " tell the engine of the tests what to do.</summary>
    public async Task Write(int cell, string text)
    {
        ILocator content = Cell(cell).Locator(".cm-content");
        if (await content.CountAsync() == 0)
        {
            await Button(cell, "Edit").ClickAsync();
        }
        await content.FocusAsync();
        await Page.Keyboard.PressAsync("Control+a");
        await Page.Keyboard.InsertTextAsync(text);
    }

    public async Task Press(int cell)
    {
        await Cell(cell).Locator(".run-cell").ClickAsync();
        await Ends(cell);
    }

    /// <summary>Waits until a cell has come to its end.</summary>
    public Task Ends(int cell, string state = "done") =>
        Assertions.Expect(Cell(cell)).ToHaveAttributeAsync("data-state", state);
}

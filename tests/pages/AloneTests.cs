using System.Diagnostics;
using Microsoft.Playwright;

namespace NotebookNet.Pages.Tests;

/// <summary>The file that <c>notebooknet export --to html</c> makes of a chapter, opened without a network.</summary>
[Collection<Reader>]
public sealed class AloneTests(Reader reader)
{
    [Fact]
    public async Task It_draws_and_asks_for_nothing()
    {
        string folder = Directory.CreateTempSubdirectory("notebooknet-pages-").FullName;
        try
        {
            string file = await Export(folder);
            await using OpenPage open = await reader.OpenFile(file);
            await open.Unfold();
            ILocator figure = open.Page.Locator(".notebook-figure").First;
            ILocator plot = await open.Drawn(figure);
            Assert.Equal(
                "rgb(255, 255, 255)",
                await plot.Locator(".main-svg")
                    .First.EvaluateAsync<string>(
                        "drawing => getComputedStyle(drawing).backgroundColor"
                    )
            );
            Assert.Empty(open.Complaints);
            Assert.Empty(open.RequestsOutside);

            await open.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
            await Assertions
                .Expect(plot.Locator(".main-svg").First)
                .ToHaveCSSAsync("background-color", "rgb(30, 30, 30)");

            await open.Page.SetViewportSizeAsync(360, 900);
            Assert.True(
                await open.Page.EvaluateAsync<bool>(
                    "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"
                )
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> Export(string folder)
    {
        using Process process = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [
                    Path.Combine(AppContext.BaseDirectory, "NotebookNet.Runner.dll"),
                    "export",
                    Path.Combine(Site.Root, "notebooks", "06-optimizers.ipynb"),
                    "--to",
                    "html",
                    "--output-dir",
                    folder,
                ]
            )
            {
                RedirectStandardError = true,
            }
        )!;
        string error = await process.StandardError.ReadToEndAsync(
            TestContext.Current.CancellationToken
        );
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, error);
        return Path.Combine(folder, "06-optimizers.html");
    }
}

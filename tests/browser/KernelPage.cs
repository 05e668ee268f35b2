using System.Runtime.CompilerServices;
using Microsoft.Playwright;

namespace NotebookNet.Browser.Tests;

/// <summary>A page with the compiled kernels and no .NET, without a server: each request is answered from the sources.</summary>
public sealed class KernelPage : IAsyncDisposable
{
    private const string Address = "https://kernels.test/";

    private static readonly string s_executable = Environment.GetEnvironmentVariable(
        "NOTEBOOKNET_CHROMIUM"
    )
        is { Length: > 0 } named
        ? named
        : "/usr/bin/chromium";

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly IPage _page;

    private KernelPage(IPlaywright playwright, IBrowser browser, IPage page) =>
        (_playwright, _browser, _page) = (playwright, browser, page);

    /// <summary>Whether the module serves that has the engine's own multiply-add.</summary>
    public bool IsFused { get; private set; }

    /// <summary>Where images lie in the memory.</summary>
    public int ImageAddress { get; private set; }

    /// <summary>Opens the page and has the kernels installed.</summary>
    /// <param name="fusedModule">What the page finds in place of the module with the engine's own multiply-add; or null.</param>
    public static async Task<KernelPage> Open(byte[]? fusedModule = null)
    {
        Assert.SkipUnless(
            File.Exists(s_executable) || Environment.GetEnvironmentVariable("CI") == "true",
            $"This needs {s_executable}, which is not on this machine."
        );
        IPlaywright playwright = await Playwright.CreateAsync();
        IBrowser browser = await playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = s_executable, Args = ["--no-sandbox"] }
        );
        KernelPage opened = new(playwright, browser, await browser.NewPageAsync());
        try
        {
            await opened.Start(fusedModule);
            return opened;
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a kernel for each struct of an image, and returns the image as it is then.</summary>
    internal async Task<byte[]> Call(string kernel, MemoryImage image) =>
        Convert.FromBase64String(
            await _page.EvaluateAsync<string>(
                "([kernel, image, offsets]) => window.call(kernel, image, offsets)",
                new object[] { kernel, Convert.ToBase64String(image.Bytes), image.Calls.ToArray() }
            )
        );

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    private async Task Start(byte[]? fusedModule)
    {
        string folder = Here();
        string sources = Path.Combine(folder, "..", "..", "lib", "NotebookNet.Browser");
        await _page.RouteAsync(
            Address + "**",
            route =>
            {
                string name = route.Request.Url[Address.Length..];
                byte[] body =
                    name == "Kernels/fused.wasm" && fusedModule is not null
                        ? fusedModule
                        : File.ReadAllBytes(
                            name == "index.html"
                                ? Path.Combine(folder, "kernels", name)
                                : Path.Combine(sources, name)
                        );
                return route.FulfillAsync(
                    new()
                    {
                        BodyBytes = body,
                        ContentType = Path.GetExtension(name) switch
                        {
                            ".html" => "text/html",
                            ".js" => "text/javascript",
                            _ => "application/wasm",
                        },
                    }
                );
            }
        );
        await _page.GotoAsync(Address + "index.html");
        IsFused = await _page.EvaluateAsync<bool>("() => window.start()");
        ImageAddress = await _page.EvaluateAsync<int>("() => window.address");
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}

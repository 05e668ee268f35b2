using System.Runtime.CompilerServices;
using Microsoft.Playwright;

namespace NotebookNet.Kernels.Tests;

/// <summary>A page with the compiled kernels and no .NET, without a server: each request is answered from the sources.</summary>
public sealed class KernelPage : IAsyncDisposable
{
    private const string Address = "https://kernels.test/";

    private readonly IPage _page;

    private KernelPage(IPage page) => _page = page;

    /// <summary>Whether the module serves that has the engine's own multiply-add.</summary>
    public bool IsFused { get; private set; }

    /// <summary>Where images lie in the memory.</summary>
    public int ImageAddress { get; private set; }

    /// <summary>Opens the page and has the kernels installed.</summary>
    /// <param name="browser">Where.</param>
    /// <param name="fusedModule">What the page finds in place of the module with the engine's own multiply-add; or null.</param>
    internal static async Task<KernelPage> Open(IBrowser browser, byte[]? fusedModule)
    {
        KernelPage opened = new(await browser.NewPageAsync());
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

    public ValueTask DisposeAsync() => new(_page.Context.CloseAsync());

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
                                ? Path.Combine(folder, name)
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

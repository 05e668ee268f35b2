using Microsoft.Playwright;
using NotebookNet.Testing;

namespace NotebookNet.Kernels.Tests;

/// <summary>One headless Chromium in which every test of the kernels opens pages of its own.</summary>
public sealed class KernelBrowser : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (File.Exists(HeadlessChromium.Executable))
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(
                new() { ExecutablePath = HeadlessChromium.Executable, Args = ["--no-sandbox"] }
            );
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    /// <summary>Opens a page with the kernels.</summary>
    /// <param name="fusedModule">What the page finds in place of the module with the engine's own multiply-add; or null.</param>
    public Task<KernelPage> Open(byte[]? fusedModule = null)
    {
        if (_browser is null)
        {
            string message =
                $"This needs {HeadlessChromium.Executable}, which is not on this machine.";
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", message);
            Assert.Skip(message);
        }

        return KernelPage.Open(_browser, fusedModule);
    }
}

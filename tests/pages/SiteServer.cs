using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;

namespace NotebookNet.Pages.Tests;

/// <summary>Serves the site's files, and a page with nothing but a word, from loopback.</summary>
internal sealed class SiteServer : IAsyncDisposable
{
    public const string Blank = "blank-page-of-the-tests.html";

    private readonly WebApplication _application;

    private SiteServer(WebApplication application) => _application = application;

    /// <summary>The address of the site's folder, with a slash at its end.</summary>
    public string Address =>
        _application
            .Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!
            .Addresses.Single() + "/";

    /// <summary>Serves the site.</summary>
    /// <param name="engine">The folder that stands in for the site's engine, or null where its own does.</param>
    public static async Task<SiteServer> Start(string? engine = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication application = builder.Build();
        application.Map(
            "/" + Blank,
            (RequestDelegate)(
                context =>
                {
                    context.Response.ContentType = "text/html; charset=utf-8";
                    return context.Response.WriteAsync(
                        "<!doctype html><html lang=\"en\"><title>Blank</title><link rel=\"icon\" href=\"data:,\"><p>Nothing."
                    );
                }
            )
        );
        if (engine is not null)
        {
            application.UseStaticFiles(
                new StaticFileOptions
                {
                    FileProvider = new PhysicalFileProvider(engine),
                    RequestPath = "/engine",
                }
            );
        }
        application.UseFileServer(
            new FileServerOptions
            {
                FileProvider = new PhysicalFileProvider(Site.Folder),
                StaticFileOptions = { ServeUnknownFileTypes = true },
            }
        );
        await application.StartAsync();
        return new SiteServer(application);
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}

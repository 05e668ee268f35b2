using System.Net;

namespace NotebookNet.Session;

/// <summary>
/// Tells whoever looks on which packages are being installed, in the form in which .NET Interactive tells it: what compares
/// outputs passes it over.
/// </summary>
internal static class PackageNews
{
    /// <summary>Packages that are there by then need no word.</summary>
    private static readonly TimeSpan s_shortWait = TimeSpan.FromMilliseconds(300);

    /// <summary>Shows what is asked for until it is there, in its place then what has come.</summary>
    /// <param name="requests">What is asked for.</param>
    /// <param name="adding">Gets it; whether it fails is not this one's concern.</param>
    /// <param name="session">Where it is shown.</param>
    public static async Task ShowAsync(
        IReadOnlyList<PackageRequest> requests,
        Task<PackageAssets?> adding,
        CSharpSession session
    )
    {
        string[] names =
        [
            .. requests
                .Where(request => !request.IsSource)
                .Select(request =>
                    request.Version is null ? request.Name : $"{request.Name}, {request.Version}"
                ),
        ];
        if (names.Length == 0 || await Task.WhenAny(adding, Task.Delay(s_shortWait)) == adding)
        {
            return;
        }

        string id = session.Display(Bundle("Installing Packages", names));
        await Task.WhenAny(adding);
        if (adding.IsCompletedSuccessfully)
        {
            CellExecution.Current?.Update(Bundle("Installed Packages", names), id);
        }
    }

    private static Dictionary<string, string> Bundle(string title, string[] names) =>
        new()
        {
            ["text/html"] =
                $"<div><div><strong>{title}</strong><ul>{string.Concat(names.Select(name => $"<li><span>{WebUtility.HtmlEncode(name)}</span></li>"))}</ul></div></div>",
            ["text/plain"] = $"{title}: {string.Join("; ", names)}",
        };
}

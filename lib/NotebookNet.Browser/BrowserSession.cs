using System.Runtime.InteropServices.JavaScript;
using System.Text.Json;
using NotebookNet.Session;

namespace NotebookNet.Browser;

/// <summary>What the worker's script calls: the session of a page.</summary>
internal static partial class BrowserSession
{
    private static CSharpSession? s_session;

    /// <summary>Says where a compiled kernel of the library is, before the library is used.</summary>
    [JSExport]
    internal static void SetKernel(string name, int place) => AppContext.SetData(name, place);

    /// <summary>Starts the session.</summary>
    /// <param name="directory">The chapter's folder in the runtime's own file system.</param>
    /// <param name="assemblies">The files of the framework and of the session there, with `:` between them.</param>
    /// <param name="own">The folder of the session's own assemblies.</param>
    [JSExport]
    internal static void Start(string directory, string assemblies, string own)
    {
        AppContext.SetData("TRUSTED_PLATFORM_ASSEMBLIES", assemblies);
        AppContext.SetData("APP_CONTEXT_BASE_DIRECTORY", own);
        Directory.SetCurrentDirectory(directory);
        s_session = new CSharpSession(directory, new BrowserHost()) { Input = new PageInput() };
    }

    /// <summary>Runs a cell.</summary>
    /// <returns>Whether it ended without an error.</returns>
    [JSExport]
    internal static Task<bool> Run(int number, string code) =>
        s_session!.ExecuteAsync(new Cell(number, code), new PageOutput());

    /// <summary>The variables, as a JSON list of names, types and texts.</summary>
    [JSExport]
    internal static string Variables() =>
        JsonSerializer.Serialize(
            s_session!.Variables.Select(variable => new
            {
                name = variable.Name,
                type = variable.Type.Name,
                value = variable.Value?.ToString() ?? "null",
            })
        );
}

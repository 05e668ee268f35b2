using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace NotebookNet.Session;

/// <summary>
/// Lets every chart of a notebook show as a figure: when Plotly.NET is loaded, the library's formatters are, too; where the notebook
/// does not know our library, this program's copy upon the notebook's Plotly.NET.
/// </summary>
internal sealed class ChartFormatters(CellLoadContext cells) : AssemblyLoadContext("charts")
{
    private const string Charts = "Plotly.NET";
    private const string Library = "NotebookNet.Interactive";

    /// <summary>What a chart consists of: the notebook's, or a chart of the notebook would not be one.</summary>
    private static readonly HashSet<string> s_notebooks =
    [
        Charts,
        "DynamicObj",
        "FSharp.Core",
        "Newtonsoft.Json",
    ];

    /// <summary>To be called for each assembly that is loaded for the cells.</summary>
    public void Attach(Assembly assembly)
    {
        if (assembly.GetName().Name != Charts)
        {
            return;
        }

        try
        {
            Assembly library = cells.Find(Library) is null
                ? LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, Library + ".dll"))
                : cells.LoadFromAssemblyName(new AssemblyName(Library));
            RuntimeHelpers.RunModuleConstructor(library.ManifestModule.ModuleHandle);
        }
        catch (TypeInitializationException exception)
            when (exception.InnerException is TypeLoadException or MissingMemberException)
        {
            // A Plotly.NET of before version 6: its charts show as it shows them.
        }
    }

    protected override Assembly? Load(AssemblyName assemblyName) =>
        s_notebooks.Contains(assemblyName.Name!)
            ? cells.LoadFromAssemblyName(new AssemblyName(assemblyName.Name!))
            : null;
}

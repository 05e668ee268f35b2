using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace NotebookNet.Session;

/// <summary>
/// An empty submission that others go on from. For the first one Roslyn asks the core library which file it is, and in a browser the core
/// library does not know: there the compilation is given to it.
/// </summary>
internal static class FirstSubmission
{
    /// <summary>Whether the core library knows its file.</summary>
    public static bool IsNeeded => typeof(object).Assembly.Location.Length == 0;

    /// <summary>The submission, with these references and imports.</summary>
    public static Script<object> Create(ScriptOptions options)
    {
        Script<object> script = CSharpScript.Create<object>("", options);
        CompilationOf(script) = CSharpCompilation.CreateScriptCompilation(
            "first",
            SyntaxFactory.ParseSyntaxTree(
                "",
                new CSharpParseOptions(LanguageVersion.CSharp14, kind: SourceCodeKind.Script)
            ),
            options.MetadataReferences,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                scriptClassName: "First",
                usings: options.Imports,
                metadataReferenceResolver: options.MetadataResolver,
                sourceReferenceResolver: options.SourceResolver,
                assemblyIdentityComparer: DesktopAssemblyIdentityComparer.Default
            ),
            returnType: typeof(object)
        );
        return script;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_lazyCompilation")]
    private static extern ref Compilation CompilationOf(Script script);
}

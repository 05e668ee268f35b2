using System.Collections.Concurrent;
using System.IO.Compression;
using Jint;
using Jint.Native;
using Jint.Runtime;

namespace NotebookNet.Runner.Export.Html;

/// <summary>Typesets equations as HTML, and as MathML for whoever listens: with KaTeX, which runs here and not on the page.</summary>
internal static class Katex
{
    /// <summary>How deep calls of the script may nest: an equation is written by anybody.</summary>
    private const int DeepestCalls = 1000;

    /// <summary>More than so many calls of a script take.</summary>
    private const int StackSize = 256 << 20;

    private static readonly Lock s_lock = new();
    private static readonly Lazy<JsValue> s_lazyRender = new(Load);
    private static readonly ConcurrentDictionary<(string, bool), string> s_typeset = [];

    /// <summary>The HTML of an equation.</summary>
    /// <param name="source">LaTeX.</param>
    /// <param name="isDisplayed">Whether it stands on lines of its own.</param>
    /// <exception cref="FormatException">KaTeX refuses it.</exception>
    public static string Typeset(string source, bool isDisplayed)
    {
        if (s_typeset.TryGetValue((source, isDisplayed), out string? known))
        {
            return known;
        }

        string html = "";
        string? problem = null;
        lock (s_lock)
        {
            Thread thread = new(
                () =>
                {
                    try
                    {
                        html = s_lazyRender
                            .Value.Call(source, isDisplayed ? JsBoolean.True : JsBoolean.False)
                            .AsString();
                    }
                    catch (JavaScriptException exception)
                    {
                        problem = exception.Message;
                    }
                    catch (RecursionDepthOverflowException)
                    {
                        problem = "it is nested too deep";
                    }
                },
                StackSize
            );
            thread.Start();
            thread.Join();
        }

        return problem is null
            ? s_typeset[(source, isDisplayed)] = html
            : throw new FormatException(problem);
    }

    private static JsValue Load()
    {
        using Stream packed = EmbeddedFile.Open("katex.min.js.gz");
        using GZipStream stream = new(packed, CompressionMode.Decompress);
        using StreamReader script = new(stream);
        Engine engine = new(options => options.LimitRecursion(DeepestCalls));
        engine.Execute(script.ReadToEnd());
        return engine.Evaluate(
            "(source, displayMode) => katex.renderToString(source, { displayMode, throwOnError: true, strict: 'ignore' })"
        );
    }
}

using System.CommandLine;
using System.CommandLine.Parsing;
using Microsoft.CodeAnalysis.CSharp;
using NotebookNet.Runner.Notebooks;
using NotebookNet.Runner.Parameters;

namespace NotebookNet.Runner.Commands;

/// <summary>The option that sets what a notebook's cell of parameters declares.</summary>
internal sealed class ParameterOption
{
    private const string Name = "--parameter";

    private readonly Option<(string Name, string Value)[]> _option = new(Name)
    {
        Description =
            "Set what the cell tagged parameters declares, of a simple type; for several, repeat the option. A cell tagged injected-parameters sets it, in the executed copy too.",
        HelpName = "NAME=VALUE",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = Parse,
    };

    public void AddTo(Command command) => command.Add(_option);

    /// <summary>The notebooks with the values that are set in them.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="notebooks">What is to be run.</param>
    /// <param name="storesOrVerifies">Whether what they show is stored in them, or compared with what they store.</param>
    /// <exception cref="UsageException">One of them does not declare a name, or a value is none of its type.</exception>
    public IReadOnlyList<QueuedNotebook> Set(
        ParseResult parse,
        IReadOnlyList<QueuedNotebook> notebooks,
        bool storesOrVerifies
    )
    {
        if (parse.GetValue(_option) is not { Length: > 0 } values)
        {
            return notebooks;
        }

        if (storesOrVerifies)
        {
            throw new UsageException(
                $"{Name} goes neither with --in-place nor with --verify: what a notebook stores belongs to its own values. --output-dir keeps a copy."
            );
        }

        ParameterValues parameters = new(values);
        foreach (QueuedNotebook notebook in notebooks)
        {
            Check(notebook.Path, parameters);
        }

        return [.. notebooks.Select(notebook => notebook with { Parameters = parameters })];
    }

    private static void Check(string path, ParameterValues parameters)
    {
        try
        {
            parameters.Inject(NotebookDocument.Read(path));
        }
        catch (UsageException exception)
        {
            throw new UsageException($"{path}: {exception.Message}");
        }
        catch (Exception exception)
            when (exception is NotebookFormatException or IOException or UnauthorizedAccessException
            )
        {
            // It is not run; its result says why.
        }
    }

    private static (string Name, string Value)[] Parse(ArgumentResult result)
    {
        Dictionary<string, string> values = [];
        foreach (string text in result.Tokens.Select(token => token.Value))
        {
            int end = text.IndexOf('=', StringComparison.Ordinal);
            if (end < 0 || !SyntaxFacts.IsValidIdentifier(text[..end]))
            {
                result.AddError(
                    $"{Name} {text}: expected NAME=VALUE, with the name of a variable."
                );
            }
            else if (!values.TryAdd(text[..end], text[(end + 1)..]))
            {
                result.AddError($"{Name} {text}: {text[..end]} is set twice.");
            }
        }

        return [.. values.Select(value => (value.Key, value.Value))];
    }
}

using System.Text;
using System.Text.Json.Nodes;
using NotebookNet.Runner.Commands;
using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Runner.Parameters;

/// <summary>
/// Values that a run sets in place of those which the cells tagged `parameters` give: a cell behind such a cell, tagged
/// `injected-parameters`, declares its variables again, as papermill does it.
/// </summary>
internal sealed class ParameterValues(IReadOnlyList<(string Name, string Value)> values)
{
    public static readonly ParameterValues None = new([]);

    private const string DeclaredTag = "parameters";
    private const string InjectedTag = "injected-parameters";

    /// <summary>Each name with its value, as the command line gives them.</summary>
    public IReadOnlyList<(string Name, string Value)> All => values;

    /// <summary>The notebook with the cell that sets the values.</summary>
    /// <param name="document">The notebook as it is stored.</param>
    /// <exception cref="UsageException">It does not declare a name, or a value is none of its type.</exception>
    public NotebookDocument Inject(NotebookDocument document)
    {
        if (values.Count == 0)
        {
            return document;
        }

        NotebookCell declaring =
            Tagged(document, DeclaredTag)
            ?? throw new UsageException(
                $"{Option(values[0])}: no code cell has the tag {DeclaredTag}, which marks the one that declares what can be set."
            );
        IReadOnlyList<DeclaredParameter> declared = ParameterCell.Read(declaring);
        StringBuilder source = new("// Parameters");
        foreach ((string Name, string Value) value in values)
        {
            source.Append('\n').Append(Statement(value, declared));
        }

        NotebookCell? injected = Tagged(document, InjectedTag);
        if (injected?.Index < declaring.Index)
        {
            throw new UsageException(
                $"{Option(values[0])}: the cell tagged {InjectedTag} stands before the one tagged {DeclaredTag}, which would set its own values again; move it behind that one, or remove it."
            );
        }

        JsonObject metadata = new() { ["tags"] = new JsonArray(InjectedTag) };
        foreach (string language in (string[])["polyglot_notebook", "dotnet_interactive"])
        {
            if (declaring.Metadata[language] is { } named)
            {
                metadata[language] = named.DeepClone();
            }
        }

        return document.WithCell(
            source.ToString(),
            metadata,
            InjectedTag,
            after: declaring.Index,
            replaced: injected?.Index
        );
    }

    private static string Statement(
        (string Name, string Value) value,
        IReadOnlyList<DeclaredParameter> declared
    )
    {
        DeclaredParameter parameter =
            declared.FirstOrDefault(one => one.Name == value.Name)
            ?? throw new UsageException(
                $"{Option(value)}: the cell tagged {DeclaredTag} declares no {value.Name}; it declares {List(declared)}."
            );
        if (parameter.Type is not { } type)
        {
            throw new UsageException(
                $"{Option(value)}: {value.Name} is declared as {parameter.Written}, which a command line cannot give; "
                    + $"it can give {string.Join(", ", ParameterType.All.Select(one => one.Name))}, and var with a literal of these."
            );
        }

        string literal =
            type.Literal(value.Value)
            ?? throw new UsageException(
                $"{Option(value)}: {value.Name} is {type.Name}, expected {type.Expected}; the cell tagged {DeclaredTag} declares {List(declared)}."
            );
        return $"{(parameter.IsConstant ? "const " : "")}{type.Name} {parameter.Identifier} = {literal};";
    }

    /// <summary>The one code cell with a tag, or null.</summary>
    /// <exception cref="UsageException">There are several.</exception>
    private NotebookCell? Tagged(NotebookDocument document, string tag)
    {
        NotebookCell[] cells =
        [
            .. document.Cells.Where(cell => cell.IsCode && cell.Tags.Contains(tag)),
        ];
        return cells.Length <= 1
            ? cells.FirstOrDefault()
            : throw new UsageException(
                Invariant(
                    $"{Option(values[0])}: {cells.Length} cells have the tag {tag}, expected one."
                )
            );
    }

    private static string List(IReadOnlyList<DeclaredParameter> declared) =>
        declared.Count == 0
            ? "none"
            : string.Join(
                ", ",
                declared.Select(one => $"{one.Type?.Name ?? one.Written} {one.Name}")
            );

    private static string Option((string Name, string Value) value) =>
        $"--parameter {value.Name}={value.Value}";
}

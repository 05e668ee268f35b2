namespace NotebookNet.Interactive.Formatting;

/// <summary>
/// Tells a notebook kernel who formats a type. .NET Interactive finds it by its name alone, so no reference to that kernel is needed.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface | AttributeTargets.Struct)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    public Type FormatterSourceType { get; } = formatterSourceType;

    public string[]? PreferredMimeTypes { get; set; }
}

namespace NotebookNet.Interactive.Formatting;

/// <summary>Makes the formatters of a type. A kernel creates the source and calls its method by their names.</summary>
internal interface ITypeFormatterSource
{
    IEnumerable<object> CreateTypeFormatters();
}

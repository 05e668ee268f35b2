namespace NotebookNet.Jupyter.Tests.Help;

/// <summary>Tests that share one session.</summary>
[CollectionDefinition(Name)]
public sealed class HelpCollection : ICollectionFixture<HelpFixture>
{
    public const string Name = "help";
}

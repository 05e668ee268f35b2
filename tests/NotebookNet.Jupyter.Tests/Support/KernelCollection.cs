namespace NotebookNet.Jupyter.Tests.Support;

/// <summary>Tests that share one kernel: they run one after the other, and leave it as they found it but for what it has executed.</summary>
[CollectionDefinition(Name)]
public sealed class KernelCollection : ICollectionFixture<StartedKernel>
{
    public const string Name = "kernel";
}

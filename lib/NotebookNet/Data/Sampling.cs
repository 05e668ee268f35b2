namespace NotebookNet;

/// <summary>How mini-batches draw from a data set.</summary>
public enum Sampling
{
    /// <summary>Each epoch goes through all samples once, in a new random order; the last batch may be shorter.</summary>
    WithoutReplacement,

    /// <summary>Each batch draws its samples anew from all of them, so that one may come twice or never.</summary>
    WithReplacement,
}

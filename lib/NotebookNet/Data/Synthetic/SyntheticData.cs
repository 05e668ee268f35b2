namespace NotebookNet;

/// <summary>Small data sets that a formula makes: two classes or more in the plane, or a curve with noise.</summary>
public static partial class SyntheticData;

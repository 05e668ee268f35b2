namespace NotebookNet.Site;

/// <summary>The site cannot be made; the message says why.</summary>
internal sealed class SiteException(string message) : Exception(message);

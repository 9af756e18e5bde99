namespace TuiSetup.Commands;

/// <summary>What System.CommandLine says of itself, known again by its form.</summary>
internal static class LibraryWords
{
    public static TextForms Forms { get; } = new(
    [
        "Description:", "Usage:", "Arguments:", "Options:", "Commands:", "Show help and usage information", "Show version information",
        "Unrecognized command or argument '{0}'.",
        "Required command was not provided.",
        "Required argument missing for command: '{0}'.",
        "Required argument missing for option: '{0}'.",
        "Option '{0}' is required.",
        "Option '{0}' expects a single argument but {1} were provided.",
        "Cannot parse argument '{0}' for option '{1}' as expected type '{2}'.",
        "Cannot parse argument '{0}' for command '{1}' as expected type '{2}'.",
        "Argument '{0}' not recognized. Must be one of:{1}",
    ]);
}

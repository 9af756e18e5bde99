namespace TuiSetup.Explorer;

/// <summary>Numbers of things, as people say them.</summary>
internal static class Counts
{
    public static string Objects(long number) => T($"{number} object{Plural(number)}");

    public static string Services(long number) => T($"{number} service{Plural(number)}");

    public static string Messages(long number) => T($"{number} message{Plural(number)}");

    public static string Favourites(long number) => T($"{number} favourite{Plural(number)}");

    public static string Calls(long number) => T($"{number} call{Plural(number)}");

    private static string Plural(long number) => number == 1 ? "" : "s";
}

using System.CommandLine;

namespace TuiSetup.Commands;

/// <summary>Options that the commands of the fleet share.</summary>
internal static class FleetOptions
{
    public static Option<string?> Broker { get; } = new("--broker")
    {
        Description = T("Address of the broker, amqps://USER@HOST:PORT/VHOST?cacertfile=F&certfile=F&keyfile=F; else TUISETUP_BROKER has it. The password is never an option."),
        HelpName = "URL",
    };

    public static Option<string?> SignKey { get; } = new("--sign-key")
    {
        Description = T("Sign what is sent: PEM file of a private key on an elliptic curve, mode 0600; else TUISETUP_SIGN_KEY names it."),
        HelpName = "FILE",
    };

    /// <summary>The key that was given, else that of the environment; null: what is sent is not signed.</summary>
    public static string? SignKeyOf(Composition program, ParseResult? parsed)
        => parsed?.GetValue(SignKey) ?? (program.Variable("TUISETUP_SIGN_KEY") is { Length: > 0 } file ? file : null);

    public static Option<int> Number(string name, string description, int usual, int least, int most)
    {
        var option = new Option<int>(name) { Description = T($"{description} Default: {usual}."), HelpName = "N", DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is var value && (value < least || value > most))
            {
                result.AddError(T($"{name} takes {least} to {most}."));
            }
        });
        return option;
    }
}

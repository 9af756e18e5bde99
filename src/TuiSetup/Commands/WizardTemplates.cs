namespace TuiSetup.Commands;

/// <summary>What <c>tuisetup wizard new</c> writes: an example that works, with what one may want to change said in comments.</summary>
internal static class WizardTemplates
{
    private const string NameMark = "NAME";

    /// <summary>Asks for another backend of ours.</summary>
    public static string Mirror(string name) => Fill(T("""
        {
          // The file's name without .json; it is also what 'tuisetup run' takes.
          "name": "NAME",
          "title": "Mirror to the analyser",
          "summary": "One line in the menu",

          // What makes a plan of the answers. It decides which ids fields may have: 'tuisetup wizard check' tells them.
          "backend": "ovs-mirror",

          // Answers that nobody is asked for.
          "constants": { "snaplen": 128 },

          "pages": [
            {
              "title": "Bridge",
              "text": "Which bridge carries the traffic?",
              "fields": [
                // 'from' is a list of the target; 'choices' would be a list of your own.
                { "id": "bridge", "type": "choice", "label": "Bridge", "from": "bridges",
                  "help": "Shown on F1." }
              ]
            },
            {
              "title": "Traffic",
              // Earlier answers can stand in texts and defaults.
              "text": "What of ${bridge} shall be copied?",
              "fields": [
                { "id": "name", "type": "text", "label": "Name", "default": "to-analyser", "pattern": "^[a-z-]+$", "patternHelp": "Lower-case letters and dashes." },
                { "id": "select_all", "type": "yesno", "label": "Everything", "default": true },
                // Asked only when the condition holds: ! == != in startswith and or, over earlier answers.
                { "id": "select_src_port", "type": "choices", "label": "From", "from": "ports", "when": "!select_all" }
              ]
            },
            {
              "title": "Analyser",
              "text": "To which port?",
              "fields": [
                { "id": "output_port", "type": "choice", "label": "Port", "from": "ports" }
              ]
            }
            // Review, progress and report follow by themselves.
          ]
        }

        """), name);

    /// <summary>Asks for a program of the site.</summary>
    public static string Command(string name) => Fill(T("""
        {
          // The file's name without .json; it is also what 'tuisetup run' takes.
          "name": "NAME",
          "title": "Login banner",
          "summary": "What is shown before a login",

          // A program of yours reads, checks, plans, applies and takes back. It is the file of this name in
          // /etc/tuisetup/commands or ~/.config/tuisetup/commands, which nobody else may write.
          "backend": "command",
          "constants": { "command": "NAME" },

          "pages": [
            {
              "title": "Banner",
              "text": "What shall stand above the login?",
              "fields": [
                // The program answers to 'facts' with lists for 'from', and with what is set now for fields like this one.
                { "id": "text", "type": "text", "label": "Text", "required": false }
              ]
            }
            // Review, progress and report follow by themselves.
          ]
        }

        """), name);

    /// <summary>The program for it.</summary>
    public static string Program(string name) => Fill(T("""
        #!/usr/bin/python3
        # The program of the wizard NAME. tuisetup starts it for each question, with one JSON object on standard input; it
        # answers with one on standard output. Lines on standard error are shown as progress. Another exit code than 0 is a
        # failure, and the last line on standard error says why.
        import json, os, sys

        FILE = os.environ.get("BANNER_FILE", "/etc/issue.net")


        def now():
            try:
                with open(FILE) as file:
                    return {"text": file.read().rstrip("\n")}
            except FileNotFoundError:
                return None


        def write(value):
            if value is None:
                os.unlink(FILE)
                return
            with open(FILE + ".new", "w") as file:
                file.write(value["text"] + "\n")
                file.flush()
                os.fsync(file.fileno())
            os.rename(FILE + ".new", FILE)


        def answer(asked):
            action = asked["action"]
            if action == "facts":
                # 'present' is shown in fields until they are answered; 'facts' comes back with 'check' and 'plan'.
                return {"present": now() or {}, "facts": now()}
            if action == "check":
                texts = [sheet.get("text", "") for sheet in asked["answers"]]
                return {"problems": [{"field": "text", "message": "That is longer than a line.", "remedy": "At most 79 characters."}
                                     for text in texts if len(text) > 79]}
            if action == "plan":
                text = asked["answers"][0].get("text", "")
                return {"steps": [{"target": FILE, "summary": "the banner before a login",
                                   "before": asked["facts"], "after": {"text": text} if text else None}]}
            if action == "read":
                return {"value": now()}
            if action in ("apply", "undo"):
                write(asked["after"] if action == "apply" else asked["before"])
                return {}
            sys.exit(f"'{action}' is not known here")


        json.dump(answer(json.load(sys.stdin)), sys.stdout)

        """), name);

    private static string Fill(string template, string name) => template.Replace(NameMark, name, StringComparison.Ordinal);
}

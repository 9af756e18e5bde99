# Completion of tuisetup(1) for bash. Commands and options are asked of the program, so they are always its own.

_tuisetup_words() { COMPREPLY+=($(compgen -W "$1" -- "$2")); }

_tuisetup_files() {
  compopt -o filenames 2>/dev/null
  local path
  while IFS= read -r path; do COMPREPLY+=("$path"); done < <(compgen -f -- "$1")
}

# The first column of a list that the program prints.
_tuisetup_listed() { "$1" "${@:2}" 2>/dev/null | while read -r name _; do printf '%s\n' "$name"; done; }

_tuisetup() {
  local program=$1 current=$2 previous=$3 word command="" sub="" skip="" place=0 i
  COMPREPLY=()

  [[ $previous != --user || ${COMP_WORDS[1]-} == dbus ]] || return

  case $previous in
    --theme) _tuisetup_words "$(_tuisetup_listed "$program" theme list)" "$current"; _tuisetup_files "$current"; return ;;
    --answers | --record | --out | --save | --screen-dump | --stamp | --socket | --hosts | --sign-key | --verify-key | --pcap) _tuisetup_files "$current"; return ;;
    --ovs | --vcenter | --host | --guard | --proof | --console | --address | --timeout | --repeat | --broker | --name | --group | --concurrency) return ;;
    --queue-type) _tuisetup_words "classic quorum" "$current"; return ;;
    --prefetch-multiplier | --heartbeat | --result-backend | --canary | --max-parallel | --stop-after-failures | --expires | --kwargs | --queue | --to) return ;;
    --measure | --sample | --cpu | --fingerprint | --ports | --match | --count | --args-json | --value-json | --folder) return ;;
  esac

  for ((i = 1; i < COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    if [[ -n $skip ]]; then skip=""; continue; fi
    case $word in
      --ovs | --vcenter | --host | --guard | --proof | --theme | --address | --timeout | --repeat | --measure | --sample | --cpu | --fingerprint) skip=1 ;;
      --screen-dump | --answers | --record | --out | --save | --stamp | --socket | --console | --hosts | --sign-key | --verify-key) skip=1 ;;
      --broker | --name | --group | --concurrency | --prefetch-multiplier | --heartbeat | --canary | --max-parallel) skip=1 ;;
      --result-backend | --queue-type) skip=1 ;;
      --stop-after-failures | --expires | --kwargs | --queue | --to | --ports) skip=1 ;;
      --match | --count | --args-json | --value-json | --pcap | --folder) skip=1 ;;
      --user) [[ $command == dbus ]] || skip=1 ;;
      -*) ;;
      *)
        if [[ -z $command ]]; then command=$word
        elif [[ -z $sub && ($command == wizard || $command == answers || $command == theme || $command == dbus || $command == kpti || $command == jobs) ]]; then sub=$word
        else place=$((place + 1)); fi ;;
    esac
  done

  if [[ $command == whiptail ]]; then
    if [[ $current == -* ]]; then
      _tuisetup_words "$({ "$program" whiptail --help; "$program" whiptail --help-extensions; } 2>&1 | grep -oE -e '--[a-z][a-z-]+' | sort -u)" "$current"
    fi
    return
  fi

  if [[ $current == -* ]]; then
    word="tuisetup $command $sub -"
    _tuisetup_words "$("$program" "[suggest:${#word}]" "$word" 2>/dev/null | grep '^-')" "$current"
    return
  fi

  case $command in
    "") word="tuisetup "; _tuisetup_words "$("$program" "[suggest:${#word}]" "$word" 2>/dev/null | grep '^[a-z]') whiptail" "$current" ;;
    run | plan | console | list | dispatch)
      if [[ $place == 0 ]]; then
        _tuisetup_words "$(_tuisetup_listed "$program" wizard list)" "$current"
        [[ $command == list ]] || _tuisetup_files "$current"
      fi ;;
    dbus)
      if [[ -z $sub ]]; then
        word="tuisetup $command "
        _tuisetup_words "$("$program" "[suggest:${#word}]" "$word" 2>/dev/null | grep '^[a-z]')" "$current"
      elif [[ $place == 0 && $sub != list ]]; then
        _tuisetup_words "$(_tuisetup_listed "$program" dbus list | grep '^[A-Za-z]' | grep -v '^NAME$')" "$current"
      elif [[ $place == 1 && $sub != tree && $sub != monitor ]]; then
        _tuisetup_words "$(_tuisetup_listed "$program" dbus tree --list "${COMP_WORDS[COMP_CWORD - 1]}")" "$current"
      fi ;;
    jobs)
      if [[ -z $sub ]]; then
        word="tuisetup $command "
        _tuisetup_words "$("$program" "[suggest:${#word}]" "$word" 2>/dev/null | grep '^[a-z]')" "$current"
      elif [[ $sub != send && $place == 0 ]]; then
        _tuisetup_words "$(_tuisetup_listed "$program" jobs list)" "$current"
      fi ;;
    apply | verify) [[ $place != 0 ]] || _tuisetup_files "$current" ;;
    kpti)
      if [[ -z $sub ]]; then _tuisetup_words compare "$current"; else _tuisetup_files "$current"; fi ;;
    show | undo | resume) [[ $place != 0 ]] || _tuisetup_words "$(_tuisetup_listed "$program" history)" "$current" ;;
    wizard | theme | answers)
      if [[ -z $sub ]]; then
        word="tuisetup $command "
        _tuisetup_words "$("$program" "[suggest:${#word}]" "$word" 2>/dev/null | grep '^[a-z]')" "$current"
      elif [[ $sub == schema ]]; then
        _tuisetup_words "$(_tuisetup_listed "$program" wizard list)" "$current"
      elif [[ $sub == check || $sub == show || $sub == preview ]]; then
        _tuisetup_words "$(_tuisetup_listed "$program" "$command" list)" "$current"
        _tuisetup_files "$current"
      fi ;;
  esac
}

complete -F _tuisetup tuisetup

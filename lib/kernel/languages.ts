/** Languages offered in lists, by BCP 47 code. Content may hold other codes; they are shown as they are. */
export const languages = [
  { code: "en", name: "English", direction: "ltr" },
  { code: "es", name: "Spanish", direction: "ltr" },
  { code: "ko", name: "Korean", direction: "ltr" },
  { code: "hy", name: "Armenian", direction: "ltr" },
  { code: "tl", name: "Tagalog", direction: "ltr" },
  { code: "zh-Hant", name: "Chinese (Traditional)", direction: "ltr" },
  { code: "zh-Hans", name: "Chinese (Simplified)", direction: "ltr" },
  { code: "vi", name: "Vietnamese", direction: "ltr" },
  { code: "fa", name: "Farsi", direction: "rtl" },
  { code: "ru", name: "Russian", direction: "ltr" },
  { code: "ja", name: "Japanese", direction: "ltr" },
  { code: "th", name: "Thai", direction: "ltr" },
  { code: "km", name: "Khmer", direction: "ltr" },
  { code: "hi", name: "Hindi", direction: "ltr" },
] as const;

export function languageName(code: string): string {
  return languages.find((language) => language.code === code)?.name ?? code;
}

// SPDX-License-Identifier: Apache-2.0
/* save.ts - gives the reader a file. Apart, for most pages have none to give. */
export function saveAs(name: string, content: Blob) {
	const url = URL.createObjectURL(content);
	const link = document.createElement('a');
	link.href = url;
	link.download = name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
